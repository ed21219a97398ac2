using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Bundles;

/// <summary>A bundle of a test.</summary>
public sealed record TestBundle(Guid Id, string Sku)
{
    /// <summary>A new product whose only variant is a bundle, with a price or a discount.</summary>
    public static async Task<TestBundle> CreateAsync(HttpClient admin, (TestProduct Product, int Quantity)[] parts, decimal? price = null, decimal? discountPercent = null)
    {
        var sku = "B-" + Guid.NewGuid().ToString("N")[..12];
        return new((await admin.PostJsonAsync("/api/products", Body(sku, parts, price, discountPercent))).Is(HttpStatusCode.Created).Id, sku);
    }

    /// <summary>The product that a request creates or replaces.</summary>
    public static object Body(string sku, (TestProduct Product, int Quantity)[] parts, decimal? price = null, decimal? discountPercent = null) => new
    {
        name = $"Set {sku}",
        category = "tests",
        variants = new[] { new { sku, price, discountPercent, parts = parts.Select(p => new { sku = p.Product.Sku, quantity = p.Quantity }) } },
    };

    /// <summary>The product as it is shown.</summary>
    public async Task<JsonElement> ShowAsync(HttpClient client) => (await client.GetJsonAsync($"/api/products/{Id}")).Is(HttpStatusCode.OK).Json;

    /// <summary>Replaces it, by its current version.</summary>
    public async Task<Answer> ReplaceAsync(HttpClient admin, object body) => await admin.PutJsonAsync(
        $"/api/products/{Id}", body, (await admin.GetJsonAsync($"/api/products/{Id}")).Is(HttpStatusCode.OK).Response.Headers.ETag!.Tag);

    /// <summary>Waits until so many units of it are shown.</summary>
    public Task IsAvailableAsync(HttpClient client, int units) => Eventually.EqualAsync(units, async () => (await ShowAsync(client)).GetProperty("available").GetInt32());
}
