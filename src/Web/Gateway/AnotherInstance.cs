using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Cartwright.Gateway;

/// <summary>
/// Turns to another instance of a service when one could not be talked to: for every request that was never sent, because the connection was refused,
/// and for reads whose connection broke before an answer began.
/// </summary>
internal static class AnotherInstance
{
    public static Task TryAsync(HttpContext context, RequestDelegate next) =>
        context.GetReverseProxyFeature() is { AllDestinations.Count: > 1 } proxying ? TryAsync(context, proxying, next) : next(context);

    /// <summary>Whether a request certainly never reached the instance.</summary>
    public static bool NeverSent(IForwarderErrorFeature? failure) =>
        failure?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            or OperationCanceledException { InnerException: TimeoutException };

    static async Task TryAsync(HttpContext context, IReverseProxyFeature proxying, RequestDelegate next)
    {
        // The balancer leaves the one that it has chosen only.
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

/// <summary>An instance that refuses connections gets no requests for a moment, unless all of them do.</summary>
internal sealed class RefusalPolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    /// <summary>The name in the configuration of the proxy.</summary>
    public const string PolicyName = "Refusal";

    static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (AnotherInstance.NeverSent(context.Features.Get<IForwarderErrorFeature>()))
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Moment);
        }
    }
}
