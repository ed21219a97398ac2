using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.Http;

/// <summary>Says of texts in the OpenAPI document that they are texts, which it cannot tell since they are read by a converter of ours.</summary>
internal static class TextSchema
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
        {
            schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }
}
