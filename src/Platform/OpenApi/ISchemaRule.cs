using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>A rule of a field that can state itself in the document.</summary>
public interface ISchemaRule
{
    /// <summary>States the rule, for example as a pattern or a greatest length.</summary>
    void Describe(OpenApiSchema schema);
}
