using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Cartwright.Gateway;

/// <summary>
/// Retries on another instance of a service: requests that were never sent because the connection was refused,
/// and reads whose connection broke before the response began.
/// </summary>
internal static class RetryOnAnotherInstance
{
    public static Task TryAsync(HttpContext context, RequestDelegate next) =>
        context.GetReverseProxyFeature() is { AllDestinations.Count: > 1 } proxying ? TryAsync(context, proxying, next) : next(context);

    /// <summary>Whether a request never reached the instance.</summary>
    public static bool NeverSent(IForwarderErrorFeature? failure) =>
        failure?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            or OperationCanceledException { InnerException: TimeoutException };

    static async Task TryAsync(HttpContext context, IReverseProxyFeature proxying, RequestDelegate next)
    {
        // The load balancer keeps only the chosen destination in the feature.
        var left = proxying.AvailableDestinations;
        await next(context);
        while (MayTryElsewhere(context))
        {
            left = [.. left.Where(destination => destination != proxying.ProxiedDestination)];
            if (left.Count == 0)
            {
                return;
            }

            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            proxying.AvailableDestinations = left;
            await next(context);
        }
    }

    static bool MayTryElsewhere(HttpContext context) =>
        !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && context.Features.Get<IForwarderErrorFeature>() is { } failure
        && (NeverSent(failure) || (failure.Error == ForwarderError.Request && IsRead(context.Request)));

    static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
