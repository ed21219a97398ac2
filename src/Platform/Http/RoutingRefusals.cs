using Microsoft.AspNetCore.Authorization;

namespace Cartwright.Platform.Http;

/// <summary>
/// Lets routing have its say (404, 405, 415) before anybody is asked to sign in: what routing refuses belongs to no service and carries no rule,
/// so the fallback rule would turn the refusal into a 401 even where everybody may come.
/// </summary>
internal static class RoutingRefusals
{
    // Without a delegate: what serves files by their path still may.
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
