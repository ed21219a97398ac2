using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Caching;

/// <summary>
/// Purges the caches of all instances of services and waits for them, so that the client that changed something reads the change from any instance. An instance
/// that does not answer in time gets the event about the change, as all do.
/// </summary>
public sealed class InstancePurges : IDisposable
{
    const int AttemptsMax = 2;

    readonly ServiceAddresses _addresses;
    readonly Uri _own;
    readonly TimeSpan _timeout;
    readonly HttpClient _client;

    /// <param name="addresses">The addresses of all services.</param>
    /// <param name="own">The address of this instance, which has purged its own caches.</param>
    /// <param name="signature">Signs the calls.</param>
    /// <param name="options">How long to wait.</param>
    internal InstancePurges(ServiceAddresses addresses, Uri own, ServiceSignature signature, IOptions<CachingOptions> options)
    {
        (_addresses, _own, _timeout) = (addresses, own, options.Value.PurgeTimeout);
        _client = new(new ServiceSigning(signature) { InnerHandler = OutgoingConnections.Create(OutgoingConnections.ConnectTimeoutDefault) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Drops the values with one of the tags from the caches of services.</summary>
    /// <param name="services">The services, each before those that cache its answers.</param>
    /// <param name="tags">At most 1,000.</param>
    public async Task PurgeAsync(IReadOnlyList<string> services, IReadOnlyList<string> tags)
    {
        // The client that gives up does not undo the change.
        using var timeout = new CancellationTokenSource(_timeout);
        foreach (var service in services)
        {
            await Task.WhenAll(_addresses.Of(service).Where(address => address != _own).Select(address => PurgeAsync(address, tags, timeout.Token)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task PurgeAsync(Uri instance, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                using var response = await _client.PostAsJsonAsync(
                    new Uri(instance, PurgeEndpoint.Path), new PurgeRequest(tags), PlatformJson.Default.PurgeRequest, cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                // A connection that was kept may have ended; a stopped instance has no caches.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
