namespace Cartwright.Platform.Http;

/// <summary>
/// Answers are private unless an endpoint says otherwise: a cache between the shop and its users must not keep what one of them was answered (RFC 9111, 3).
/// </summary>
internal static class PrivateByDefault
{
    const string Private = "private, no-cache";

    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static response =>
        {
            var headers = ((HttpResponse)response).Headers;
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = Private;
            }

            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
