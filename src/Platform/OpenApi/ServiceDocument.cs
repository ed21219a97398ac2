using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>
/// The OpenAPI document of a service: what its endpoints say of themselves, and what all of them have in common. The gateway composes the document of the shop
/// from it, see <c>ComposedDocument</c>.
/// </summary>
internal static class ServiceDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi(openApi =>
    {
        var summaries = new TypeSummaries();
        // Every generator of clients reads 3.0; NSwag does not support 3.1.
        openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        openApi.AddSchemaTransformer(TextSchema.Describe)
            .AddSchemaTransformer(MemberSchema.Describe)
            .AddSchemaTransformer(summaries.Describe)
            .AddOperationTransformer(QueryValueSchema.Describe)
            .AddOperationTransformer(ParameterSchema.Describe)
            .AddOperationTransformer(OperationHeaders.Describe)
            .AddOperationTransformer(OperationAccess.Describe)
            .AddOperationTransformer(OperationErrors.Describe)
            .AddDocumentTransformer(ProblemSchema.Describe)
            .AddDocumentTransformer(OperationAccess.Describe);
    });
}
