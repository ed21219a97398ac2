namespace Cartwright.Platform.Clients;

/// <summary>
/// Sends each attempt of a call to one instance of a service: of two random ones the one with fewer calls in progress (power of two choices), and not
/// to an instance that failed recently unless all did. A request that was never sent, because the connection was refused, goes to another one at once.
/// </summary>
internal sealed class InstanceHandler(IReadOnlyList<Uri> addresses, TimeProvider time) : DelegatingHandler
{
    /// <summary>The time without a response after which an instance is avoided like one that refuses connections.</summary>
    static readonly TimeSpan UnresponsiveAfter = TimeSpan.FromSeconds(1);

    readonly IReadOnlyList<ServiceInstance> _instances = [.. addresses.Select(address => new ServiceInstance(address, time))];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resource = request.RequestUri!;
        var left = _instances;
        while (true)
        {
            var instance = ServiceInstance.Choose(Preferred(left));
            try
            {
                return await SendAsync(instance, request, resource, cancellationToken);
            }
            catch (Exception error) when (left.Count > 1 && NeverSent(error, cancellationToken))
            {
                left = [.. left.Where(other => other != instance)];
            }
        }
    }

    async Task<HttpResponseMessage> SendAsync(ServiceInstance instance, HttpRequestMessage request, Uri resource, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        instance.Begin();
        try
        {
            request.RequestUri = instance.Locate(resource);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.ConnectionClose is true)
            {
                // The instance drains.
                instance.Avoid();
            }

            return response;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && time.GetElapsedTime(began) >= UnresponsiveAfter))
        {
            instance.Avoid();
            throw;
        }
        finally
        {
            instance.End();
        }
    }

    static IReadOnlyList<ServiceInstance> Preferred(IReadOnlyList<ServiceInstance> instances)
    {
        for (var i = 0; i < instances.Count; i++)
        {
            if (instances[i].IsAvoided)
            {
                return instances.Where(instance => !instance.IsAvoided).ToList() is { Count: > 0 } preferred ? preferred : instances;
            }
        }

        return instances;
    }

    // A time-out of the connection is a cancellation without the caller.
    static bool NeverSent(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
        || (error is OperationCanceledException { InnerException: TimeoutException } && !cancellationToken.IsCancellationRequested);
}
