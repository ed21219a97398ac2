using Cartwright.Platform.Http;

namespace Cartwright.Gateway;

/// <summary>Answers with the OpenAPI document of the shop; 503 while a service has not described itself yet.</summary>
internal static class GetDocument
{
    /// <summary>Where it is.</summary>
    public const string Path = "/openapi.json";

    public static async Task<IResult> HandleAsync(ShopDocument document, HttpContext context, CancellationToken cancellationToken)
    {
        var composed = await document.GetAsync(cancellationToken);
        if (composed.Missing.Count > 0)
        {
            var detail = $"The interface cannot be described yet, because these services are away: {string.Join(", ", composed.Missing)}.";
            return Problems.RetryLater(StatusCodes.Status503ServiceUnavailable, detail, ShopDocument.Pause);
        }

        context.Response.Headers.ETag = composed.ETag;
        context.Response.Headers.CacheControl = "public, max-age=0";
        return Preconditions.IsNotModified(context.Request, composed.ETag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(composed.Body, "application/json; charset=utf-8");
    }
}
