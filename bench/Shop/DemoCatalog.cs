using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cartwright.Bench;

/// <summary>What the demo shop sells.</summary>
/// <param name="ProductIds">All products.</param>
/// <param name="Skus">All SKUs.</param>
/// <param name="Words">Words out of product names, to search for.</param>
internal sealed record DemoCatalog(IReadOnlyList<string> ProductIds, IReadOnlyList<string> Skus, IReadOnlyList<string> Words)
{
    const int ShortestWord = 4;
    const int StockItemsPerRequest = 1000;
    const int PlentifulStock = 1_000_000;
    /// <summary>Puts so much of everything into one warehouse that nothing runs out while it is measured.</summary>
    public async Task RaiseStockAsync(ShopApi api, string administratorToken, CancellationToken cancellationToken)
    {
        var stock = await api.GetAsync($"/api/inventory/{ProductIds[0]}", cancellationToken);
        var warehouse = stock.GetProperty("items")[0].GetProperty("warehouseId");
        foreach (var skus in Skus.Chunk(StockItemsPerRequest))
        {
            var items = skus.Select(sku => (JsonNode)new JsonObject
            {
                ["sku"] = sku,
                ["warehouseId"] = JsonNode.Parse(warehouse.GetRawText()),
                ["stockLevel"] = PlentifulStock,
            });
            await api.SendAsync(
                HttpMethod.Put, "/api/inventory", administratorToken, new JsonObject { ["items"] = new JsonArray([.. items]) }, cancellationToken);
        }
    }

    /// <summary>Reads the whole catalog, except bundles, which have no stock of their own.</summary>
    public static async Task<DemoCatalog> ReadAsync(ShopApi api, CancellationToken cancellationToken)
    {
        var products = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await api.GetAsync($"/api/products?limit=100{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellationToken);
            products.AddRange(page.GetProperty("items").EnumerateArray().Where(product => !IsBundle(product)));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        var words = products.SelectMany(product => product.GetProperty("name").GetString()!.Split(' '))
            .Where(word => word.Length >= ShortestWord && word.All(char.IsAsciiLetter)).Select(word => word.ToLowerInvariant()).Distinct();
        var skus = products.SelectMany(product => product.GetProperty("variants").EnumerateArray()).Select(variant => variant.GetProperty("sku").GetString()!);
        return new([.. products.Select(product => product.GetProperty("id").GetString()!)], [.. skus], [.. words]);
    }

    static bool IsBundle(JsonElement product) =>
        product.GetProperty("variants").EnumerateArray().Any(variant => variant.GetProperty("parts").ValueKind == JsonValueKind.Array);
}
