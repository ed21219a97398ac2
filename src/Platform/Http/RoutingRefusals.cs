using Microsoft.AspNetCore.Authorization;

namespace Cartwright.Platform.Http;

/// <summary>
/// Answers with the errors of routing (404, 405, 415) before authorization: their endpoints have no policy, so the fallback policy would
/// answer 401 instead, even on public paths.
/// </summary>
internal static class RoutingRefusals
{
    // Endpoints without a delegate are left to the middleware for static files.
    static readonly Endpoint Nowhere = new(null, new EndpointMetadataCollection(new AllowAnonymousAttribute()), "Nowhere");

    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            context.SetEndpoint(Nowhere);
            return next(context);
        }

        return endpoint is RouteEndpoint || endpoint.RequestDelegate is null ? next(context) : endpoint.RequestDelegate(context);
    }
}
