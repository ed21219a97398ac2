using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Feeds;

/// <summary>A feed of a test, with SKUs that no other test has.</summary>
public sealed class TestFeed(HttpClient admin, string code)
{
    /// <summary>The code of the feed, with which the SKUs of its test begin.</summary>
    public string Code => code;

    string Path => $"/api/products/feeds/{code}";

    /// <summary>Adds a feed, and the category of its products.</summary>
    public static async Task<TestFeed> CreateAsync(HttpClient admin, object? settings = null)
    {
        var code = "f" + Guid.NewGuid().ToString("N")[..12];
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests", name = "Tests" });
        var members = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        members["code"] = code;
        members["name"] = "A supplier";
        (await admin.PostJsonAsync("/api/products/feeds", members.ToJsonString())).Is(HttpStatusCode.Created);
        return new(admin, code);
    }

    /// <summary>A file of so many products.</summary>
    public string File(int count, decimal price = 10, string name = "Product") =>
        "sku,name,category,price\n" + string.Concat(Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"{code}-{i},{name} {i},tests,{price}\n")));

    /// <summary>Sends a file.</summary>
    public Task<Answer> SendAsync(string file, string query = "", string type = "text/csv", string? key = null) =>
        SendAsync(Encoding.UTF8.GetBytes(file), query, type, key: key);

    /// <summary>Sends a file.</summary>
    public Task<Answer> SendAsync(byte[] file, string query = "", string type = "text/csv", string? encoding = null, string? key = null, string to = "runs") =>
        admin.SendAsync(HttpMethod.Post, $"{Path}/{to}{query}", null, request =>
        {
            request.Content = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
            if (encoding is not null)
            {
                request.Content.Headers.ContentEncoding.Add(encoding);
            }

            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }
        });

    /// <summary>Sends a file and waits until its run ends, or asks.</summary>
    public async Task<JsonElement> RunAsync(string file, string query = "", string type = "text/csv") =>
        await EndAsync((await SendAsync(file, query, type)).Is(HttpStatusCode.Accepted).Id);

    /// <summary>Waits until a run ends, or asks.</summary>
    public Task<JsonElement> EndAsync(Guid run) => Eventually.AnsweredAsync(
        admin, $"{Path}/runs/{run}", json => json.GetProperty("status").GetString() is "completed" or "failed" or "cancelled" or "waiting");

    /// <summary>What a list of a run has.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(JsonElement run, string list)
    {
        var items = new List<JsonElement>();
        var cursor = "";
        do
        {
            var page = (await admin.GetJsonAsync($"{Path}/runs/{run.GetProperty("id").GetGuid()}/{list}?limit=100{cursor}")).Is(HttpStatusCode.OK).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Cancels or confirms a run.</summary>
    public Task<Answer> PostAsync(JsonElement run, string action) => admin.PostJsonAsync($"{Path}/runs/{run.GetProperty("id").GetGuid()}/{action}", null);

    /// <summary>The product of a SKU, as staff see it.</summary>
    public async Task<JsonElement> ProductAsync(TestShop shop, string sku)
    {
        var id = await shop.TextAsync("catalog", $"select product_id::text from variants where sku = '{sku}'");
        return (await admin.GetJsonAsync($"/api/products/{id}")).Is(HttpStatusCode.OK).Json;
    }

    /// <summary>Every product of the feed's SKUs with its version, and the number of its events: whatever touches one changes this.</summary>
    public Task<string> StateAsync(TestShop shop) => shop.TextAsync(
        "catalog",
        $"""
        select coalesce(string_agg(s.sku || ' ' || s.version || ' ' || s.events, ', ' order by s.sku), '') from (
            select v.sku, p.version, (select count(*) from events e where e.aggregate_id = p.id and e.name in ('product.created', 'product.updated')) as events
            from variants v join products p on p.id = v.product_id where v.sku like '{code}-%') s
        """);

    /// <summary>Numbers of a run in a line.</summary>
    public static string Counts(JsonElement run) => string.Join(
        ' ', new[] { "status", "rows", "created", "updated", "unchanged", "failed" }.Select(name => run.GetProperty(name).ToString()));

    /// <summary>A file that is packed.</summary>
    public static byte[] Pack(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(file);
        }

        return packed.ToArray();
    }
}
