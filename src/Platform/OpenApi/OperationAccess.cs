using System.Security.Claims;
using System.Text.Json.Nodes;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MethodInfo = System.Reflection.MethodInfo;

namespace Cartwright.Platform.OpenApi;

/// <summary>Says of each operation whether it needs an access token, and which permission.</summary>
internal static class OperationAccess
{
    /// <summary>The name of the scheme in the document.</summary>
    const string Scheme = "bearer";

    /// <summary>The member of an operation that names the permission.</summary>
    const string PermissionMember = "x-permission";

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var token = new OpenApiSecurityRequirement { [new(Scheme, context.Document)] = [] };
        if (PermissionOf(metadata) is { } permission)
        {
            operation.Security = [token];
            operation.Extensions = new Dictionary<string, IOpenApiExtension> { [PermissionMember] = new JsonNodeExtension(JsonValue.Create(permission.ToString())) };
            operation.Description = $"Needs the permission `{permission}`.";
        }
        else
        {
            operation.Security = !IsAnonymous(metadata) ? [token] : KnowsUsers(metadata) ? [[], token] : [];
        }

        return Task.CompletedTask;
    }

    public static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent<IOpenApiSecurityScheme>(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The `accessToken` that POST /api/auth/login answers.",
        });
        return Task.CompletedTask;
    }

    /// <summary>The permission that an endpoint requires, if any.</summary>
    public static Permission? PermissionOf(IEnumerable<object> metadata) =>
        metadata.OfType<IAuthorizeData>().Select(rule => Enum.TryParse<Permission>(rule.Policy, out var permission) ? permission : (Permission?)null)
            .FirstOrDefault(permission => permission is not null);

    static bool IsAnonymous(IEnumerable<object> metadata) => metadata.OfType<IAllowAnonymous>().Any();

    // A public endpoint that answers some users otherwise than nobody.
    static bool KnowsUsers(IEnumerable<object> metadata) =>
        metadata.OfType<OptionalToken>().Any()
        || metadata.OfType<MethodInfo>().Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ClaimsPrincipal)));
}
