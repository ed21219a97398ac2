using Polly;

namespace Cartwright.Carts;

/// <summary>The available units of SKUs.</summary>
/// <param name="Items">SKUs that inventory knows.</param>
internal sealed record AvailabilityListResponse(IReadOnlyList<AvailabilityResponse> Items);

/// <summary>The available units of a SKU.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Available">Units, over all warehouses.</param>
internal sealed record AvailabilityResponse(string Sku, int Available);

/// <summary>The client of the inventory service.</summary>
internal sealed class InventoryClient(IHttpClientFactory clients)
{
    // Servers refuse longer URLs; 200 SKUs of usual length fit into one call.
    const int QueryLengthMax = 7000;

    // Inventory answers about no more at once; the parts of bundles may be more.
    const int SkusMax = 200;

    /// <summary>
    /// Returns the available units of SKUs, or null when inventory does not answer: the cart then shows the units that the catalog shows,
    /// because only an order reserves stock.
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

    /// <summary>Splits SKUs into query strings that fit into a URL.</summary>
    internal static IEnumerable<string> Queries(IEnumerable<string> skus)
    {
        var query = "";
        var count = 0;
        foreach (var sku in skus)
        {
            var part = $"&sku={Uri.EscapeDataString(sku)}";
            if (count == SkusMax || query.Length + part.Length > QueryLengthMax)
            {
                yield return query[1..];
                query = "";
                count = 0;
            }

            query += part;
            count++;
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
