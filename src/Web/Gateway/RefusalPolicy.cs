using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Cartwright.Gateway;

/// <summary>Takes an instance that refuses connections out of rotation for 2 s, unless all do.</summary>
internal sealed class RefusalPolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    /// <summary>The name in the configuration of the proxy.</summary>
    public const string PolicyName = "Refusal";

    static readonly TimeSpan OutOfRotation = TimeSpan.FromSeconds(2);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (RetryOnAnotherInstance.NeverSent(context.Features.Get<IForwarderErrorFeature>()))
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, OutOfRotation);
        }
    }
}
