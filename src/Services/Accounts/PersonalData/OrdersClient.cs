using Polly;

namespace Cartwright.Accounts;

/// <summary>The orders of a customer that have not ended.</summary>
/// <param name="Numbers">Their numbers, newest first; at most 100.</param>
internal sealed record OpenOrderListResponse(IReadOnlyList<string> Numbers);

/// <summary>The client of the orders service.</summary>
internal sealed class OrdersClient(IHttpClientFactory clients)
{
    /// <summary>The numbers of the orders that have not ended; at most 100.</summary>
    /// <exception cref="HttpRequestException">Orders does not answer; the client gets 503.</exception>
    public async Task<IReadOnlyList<string>> ListOpenAsync(Guid userId, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("orders");
            return (await client.GetFromJsonAsync(
                new Uri($"/internal/users/{userId}/open-orders", UriKind.Relative), AccountsJson.Default.OpenOrderListResponse, cancellationToken))!.Numbers;
        }
        catch (ExecutionRejectedException rejected)
        {
            throw new HttpRequestException("The orders service did not answer in time.", rejected);
        }
    }
}
