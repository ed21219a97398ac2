using Microsoft.Net.Http.Headers;

namespace Cartwright.Platform.OpenApi;

/// <summary>Tells the document of the headers that endpoints read and write by themselves.</summary>
public static class ApiHeaders
{
    /// <summary>The most characters of a key that makes a request repeatable.</summary>
    public const int IdempotencyKeyMax = 255;

    /// <summary>An edit that needs the version it changes as <c>If-Match</c>: 428 without, 412 when it is outdated.</summary>
    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new ApiHeader(
        HeaderNames.IfMatch, "The ETag of the version to change, a list of them, or * for any.", InRequest: true, IsRequired: true,
        Refusals: [StatusCodes.Status412PreconditionFailed, StatusCodes.Status428PreconditionRequired]));

    /// <summary>An answer that states its version as <c>ETag</c>.</summary>
    public static RouteHandlerBuilder WithETag(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ApiHeader(HeaderNames.ETag, "The version of what is answered.", InAnswer: true));

    /// <summary>An answer that states where to read what was created or changed.</summary>
    public static RouteHandlerBuilder WithLocation(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ApiHeader(HeaderNames.Location, "The path at which to read it.", InAnswer: true, Format: "uri-reference"));

    /// <summary>An answer that states its version, and that a client who has this version already need not get again: 304.</summary>
    public static RouteHandlerBuilder WithConditionalRead(this RouteHandlerBuilder endpoint) => endpoint.WithETag()
        .Produces(StatusCodes.Status304NotModified)
        .WithMetadata(new ApiHeader(HeaderNames.IfNoneMatch, "The ETag of the version that the client has.", InRequest: true));

    /// <summary>A request that can be repeated safely under a key of the client: 422 for another request with the same key.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="isRequired">Whether each request needs a key.</param>
    public static RouteHandlerBuilder RepeatableByKey(this RouteHandlerBuilder endpoint, bool isRequired) => endpoint.WithMetadata(new ApiHeader(
        "Idempotency-Key", "A text unique to what is intended, such as a UUID. Repeat the request with the same key to get the first answer again.",
        InRequest: true, IsRequired: isRequired, LengthMax: IdempotencyKeyMax, Refusals: [StatusCodes.Status422UnprocessableEntity]));
}
