using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Web;

namespace Cartwright.Unit.Demo;

/// <summary>As much of catalog and inventory as the seeder talks to, with their limits and refusals.</summary>
internal sealed class ShopInMemory : HttpMessageHandler
{
    const string WarehousePath = "/api/inventory/warehouses/";

    int requestsToLost;

    /// <summary>The path and number of the request that is done but whose answer nobody gets.</summary>
    public (string Path, int Number)? LosesAnswer { get; set; }

    public int RefusalsOfStock { get; set; }

    public List<string> Categories { get; } = [];

    public List<string> Skus { get; } = [];

    public HashSet<string> Warehouses { get; } = [];

    public ConcurrentDictionary<string, byte> Images { get; } = [];

    public Dictionary<(string Sku, string Warehouse), int> Stock { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var asked = HttpUtility.ParseQueryString(uri.Query).GetValues("sku") ?? [];
        Assert.InRange(asked.Length, 0, 200);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = (request.Method.Method, uri.AbsolutePath) switch
        {
            ("GET", "/api/products/categories") => Ok(new { items = Categories.Select(slug => new { slug, name = slug }) }),
            ("POST", "/api/products/categories/batch") => AddCategories(Items(body)),
            ("GET", "/api/products/skus") => Ok(new { items = Skus.Intersect(asked).Select(sku => new { sku }) }),
            ("POST", "/api/products/images") => AddImage(body),
            ("POST", "/api/products/batch") => AddProducts(Items(body)),
            ("GET", "/api/inventory/availability") => Ok(new { items = asked.Select(sku => new { sku, available = Available(sku) }) }),
            ("PUT", "/api/inventory") => SetStock(Items(body)),
            ("PUT", var path) when path.StartsWith(WarehousePath, StringComparison.Ordinal) => AddWarehouse(path[WarehousePath.Length..]),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };

        var lost = LosesAnswer?.Path == uri.AbsolutePath && Interlocked.Increment(ref requestsToLost) == LosesAnswer?.Number;
        return lost ? throw new HttpRequestException("The answer was lost.") : response;
    }

    HttpResponseMessage AddCategories(JsonElement[] items)
    {
        Categories.AddRange(items.Select(item => Text(item, "slug")));
        return new HttpResponseMessage(HttpStatusCode.Created);
    }

    HttpResponseMessage AddImage(byte[] body)
    {
        var url = $"/api/products/images/{Convert.ToHexStringLower(SHA256.HashData(body))}.svg";
        Images[url] = 0;
        return Ok(new { url });
    }

    HttpResponseMessage AddProducts(JsonElement[] items)
    {
        var skus = items.SelectMany(item => item.GetProperty("variants").EnumerateArray()).Select(variant => Text(variant, "sku")).ToArray();
        Assert.InRange(items.Length, 1, 500);
        Assert.All(items, item => Assert.Contains(Text(item, "category"), Categories));
        Assert.All(items.SelectMany(item => item.GetProperty("images").EnumerateArray()), image => Assert.True(Images.ContainsKey(Text(image, "url"))));
        if (skus.Intersect(Skus).Any())
        {
            return new HttpResponseMessage(HttpStatusCode.Conflict);
        }

        Skus.AddRange(skus);
        return new HttpResponseMessage(HttpStatusCode.Created);
    }

    HttpResponseMessage AddWarehouse(string id)
    {
        Warehouses.Add(id);
        return Ok(new { id });
    }

    HttpResponseMessage SetStock(JsonElement[] items)
    {
        Assert.InRange(items.Length, 1, 1000);
        if (RefusalsOfStock-- > 0)
        {
            return new HttpResponseMessage(HttpStatusCode.UnprocessableEntity);
        }

        Assert.All(items, item => Assert.Contains(Text(item, "warehouseId"), Warehouses));
        foreach (var item in items)
        {
            Stock[(Text(item, "sku"), Text(item, "warehouseId"))] = item.GetProperty("stockLevel").GetInt32();
        }

        return Ok(new { updated = items.Length });
    }

    int Available(string sku) =>
        Stock.GetValueOrDefault((sku, "berlin")) + Stock.GetValueOrDefault((sku, "rotterdam")) + Stock.GetValueOrDefault((sku, "lyon"));

    static JsonElement[] Items(byte[] body) =>
        [.. JsonSerializer.Deserialize<JsonElement>(body).GetProperty("items").EnumerateArray()];

    static string Text(JsonElement item, string property) => item.GetProperty(property).GetString()!;

    static HttpResponseMessage Ok<T>(T body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}
