using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Cartwright.Platform.Observability;

/// <summary>Names the span of a request by its route and says how it ended, which ASP.NET Core leaves to others. The first middleware, where traces are sent.</summary>
internal static class RequestSpans
{
    public static void Use(WebApplication app, string service) => app.Use(async (context, next) =>
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        span?.SetTag("service", service);
        try
        {
            await next(context);
        }
        finally
        {
            if (span is { IsAllDataRequested: true })
            {
                Describe(span, context);
            }
        }
    });

    static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
