using Cartwright.Platform.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Declares the values of queries that we read ourselves in the OpenAPI document, which takes them for texts.</summary>
internal static class QueryValueSchema
{
    static readonly Dictionary<Type, (JsonSchemaType Type, string Format)> Schemas = new()
    {
        [typeof(QueryTime)] = (JsonSchemaType.String, "date-time"),
        [typeof(QueryDate)] = (JsonSchemaType.String, "date"),
        [typeof(QueryNumber)] = (JsonSchemaType.Number, "decimal"),
    };

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in context.Description.ParameterDescriptions)
        {
            var declared = parameter.ParameterDescriptor?.ParameterType;
            if (declared is not null
                && Schemas.TryGetValue(Nullable.GetUnderlyingType(declared) ?? declared, out var known)
                && operation.Parameters?.FirstOrDefault(p => p.Name == parameter.Name)?.Schema is OpenApiSchema schema)
            {
                (schema.Type, schema.Format) = known;
            }
        }

        return Task.CompletedTask;
    }
}
