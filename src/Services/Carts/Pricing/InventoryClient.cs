using Polly;

namespace Cartwright.Carts;

/// <summary>How many units of SKUs there are.</summary>
/// <param name="Items">SKUs that inventory knows.</param>
internal sealed record AvailabilityListResponse(IReadOnlyList<AvailabilityResponse> Items);

/// <summary>How many units of a SKU can be ordered now.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Available">Units, over all warehouses.</param>
internal sealed record AvailabilityResponse(string Sku, int Available);

/// <summary>The inventory service, which knows what is available this moment.</summary>
internal sealed class InventoryClient(IHttpClientFactory clients)
{
    // Servers refuse longer addresses; SKUs of the usual length fit into one call, 200 of the longest into a few.
    const int QueryLengthMax = 7000;

    /// <summary>
    /// The available units of SKUs, or null when inventory does not answer: the cart then shows what the catalog knows,
    /// for it is the order, not the cart, that reserves.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>?> AvailabilityAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        try
        {
            var lists = await Task.WhenAll(Queries(skus).Select(query => AskAsync(query, cancellationToken)));
            return lists.SelectMany(l => l.Items).ToDictionary(i => i.Sku, i => i.Available);
        }
        catch (Exception error) when (error is HttpRequestException or ExecutionRejectedException)
        {
            return null;
        }
    }

    /// <summary>The SKUs as query strings, each as long as an address may be.</summary>
    internal static IEnumerable<string> Queries(IEnumerable<string> skus)
    {
        var query = "";
        foreach (var sku in skus)
        {
            var part = $"&sku={Uri.EscapeDataString(sku)}";
            if (query.Length + part.Length > QueryLengthMax)
            {
                yield return query[1..];
                query = "";
            }

            query += part;
        }

        if (query.Length > 0)
        {
            yield return query[1..];
        }
    }

    async Task<AvailabilityListResponse> AskAsync(string query, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("inventory");
        return (await client.GetFromJsonAsync(
            new Uri($"/api/inventory/availability?{query}", UriKind.Relative), CartsJson.Default.AvailabilityListResponse, cancellationToken))!;
    }
}
