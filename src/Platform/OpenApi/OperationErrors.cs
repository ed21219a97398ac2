using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>
/// Declares the errors of each operation. Most follow from what the endpoint is: one with a body may refuse its size or type, one with an id may not find it, one
/// that needs a permission may forbid. An endpoint declares the others, which depend on the state of the shop: 409 and 422.
/// </summary>
internal static class OperationErrors
{
    const string MediaType = "application/problem+json";

    static readonly Dictionary<int, (string Name, string Description)> Known = new()
    {
        [StatusCodes.Status400BadRequest] = ("Invalid", "A field or a parameter is missing, malformed, unknown or out of range; `errors` names it."),
        [StatusCodes.Status401Unauthorized] = ("Unauthorized", "The access token is missing or invalid, or the credentials are wrong."),
        [StatusCodes.Status403Forbidden] = ("Forbidden", "The role of the user lacks the permission."),
        [StatusCodes.Status404NotFound] = ("NotFound", "It does not exist, or the user may not see it."),
        [StatusCodes.Status409Conflict] = ("Conflict", "The state of the resource does not allow it, or a name is taken."),
        [StatusCodes.Status412PreconditionFailed] = ("Outdated", "It was changed since the client read it."),
        [StatusCodes.Status413PayloadTooLarge] = ("TooLarge", "The body is too large."),
        [StatusCodes.Status415UnsupportedMediaType] = ("UnsupportedMediaType", "The body has another type than the operation reads."),
        [StatusCodes.Status422UnprocessableEntity] = ("Unprocessable", "Well-formed, but it contradicts the data of the shop."),
        [StatusCodes.Status428PreconditionRequired] = ("PreconditionRequired", "The header If-Match is missing."),
        [StatusCodes.Status429TooManyRequests] = ("TooManyRequests", "Too many requests; wait as long as Retry-After says."),
        [StatusCodes.Status502BadGateway] = ("Broken", "The connection to a part of the shop broke. Nobody knows whether the request took effect."),
        [StatusCodes.Status503ServiceUnavailable] = ("Unavailable", "A part of the shop is busy or away; wait as long as Retry-After says."),
        [StatusCodes.Status504GatewayTimeout] = ("TimedOut", "A part of the shop did not answer in time. Nobody knows whether the request took effect."),
    };

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var responses = operation.Responses ??= [];
        foreach (var status in Of(context.Description.ActionDescriptor.EndpointMetadata, operation).Concat(Declared(context)).Distinct())
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = Shared(context.Document!, status);
        }

        return Task.CompletedTask;
    }

    static IEnumerable<int> Of(IList<object> metadata, OpenApiOperation operation)
    {
        // Every operation refuses parameters that it does not have, and tokens that are not valid. The gateway limits rates, and any service may be away.
        yield return StatusCodes.Status400BadRequest;
        yield return StatusCodes.Status401Unauthorized;
        yield return StatusCodes.Status429TooManyRequests;
        yield return StatusCodes.Status502BadGateway;
        yield return StatusCodes.Status503ServiceUnavailable;
        yield return StatusCodes.Status504GatewayTimeout;
        if (OperationAccess.PermissionOf(metadata) is not null)
        {
            yield return StatusCodes.Status403Forbidden;
        }

        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) is true)
        {
            yield return StatusCodes.Status404NotFound;
        }

        // An endpoint that reads the body itself says how large it may be.
        if (operation.RequestBody is not null || metadata.OfType<IRequestSizeLimitMetadata>().Any())
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
        }

        foreach (var status in metadata.OfType<ApiHeader>().SelectMany(header => header.Refusals))
        {
            yield return status;
        }
    }

    // An error with members of its own keeps its schema.
    static IEnumerable<int> Declared(OpenApiOperationTransformerContext context) =>
        from answer in context.Description.SupportedResponseTypes
        where answer.StatusCode >= StatusCodes.Status400BadRequest && (answer.Type is null || answer.Type == typeof(void) || answer.Type.IsAssignableTo(typeof(ProblemDetails)))
        select answer.StatusCode;

    static OpenApiResponseReference Shared(OpenApiDocument document, int status)
    {
        var (name, description) = Known[status];
        if (document.Components?.Responses?.ContainsKey(name) is not true)
        {
            document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse
            {
                Description = description,
                Headers = HeadersOf(status),
                Content = new Dictionary<string, OpenApiMediaType> { [MediaType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema.Name, document) } },
            });
        }

        return new(name, document);
    }

    static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        StatusCodes.Status412PreconditionFailed => new() { [HeaderNames.ETag] = CurrentVersion() },
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => new() { [HeaderNames.RetryAfter] = RetryAfter() },
        _ => null,
    };

    static OpenApiHeader CurrentVersion() => new()
    {
        Description = "The current version of the record.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    static OpenApiHeader RetryAfter() => new()
    {
        Description = "Seconds to wait.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
    };
}
