using Cartwright.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Gateway;

/// <summary>Checks the readiness of every service; 503 unless all are ready.</summary>
internal static class GetHealth
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static async Task<JsonHttpResult<SystemHealth>> HandleAsync(ServiceAddresses addresses, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        var services = await Task.WhenAll(addresses.Names
            .Where(name => name != "gateway")
            .Order(StringComparer.Ordinal)
            .Select(async name => new ServiceHealth(name, await IsReadyAsync(addresses.Of(name), clients, cancellationToken) ? "healthy" : "unhealthy")));
        var healthy = services.All(s => s.Status == "healthy");
        return TypedResults.Json(
            new SystemHealth(healthy ? "healthy" : "unhealthy", services),
            GatewayJson.Default.SystemHealth,
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    // A service is ready while one of its instances is.
    static async Task<bool> IsReadyAsync(IReadOnlyList<Uri> instances, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("health");
        // Concurrently: an instance that does not answer must not use up the time-out of the others.
        await foreach (var asked in Task.WhenEach(instances.Select(instance => IsReadyAsync(instance, client, cancellationToken))))
        {
            if (await asked)
            {
                return true;
            }
        }

        return false;
    }

    static async Task<bool> IsReadyAsync(Uri instance, HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(Timeout);
            using var response = await client.GetAsync(new Uri(instance, "/health/ready"), deadline.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
