using System.Net;
using System.Text;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Feeds;

public sealed class FeedFileTests(TestShop shop)
{
    [Fact]
    public async Task A_feed_is_added_read_edited_and_deleted()
    {
        using var admin = await shop.AdminAsync();
        var code = "c" + Guid.NewGuid().ToString("N")[..10];
        var body = new { code, name = "Lamps Ltd", delimiter = ";", columns = new[] { new { field = "sku", column = "Artikel" } } };
        var created = (await admin.PostJsonAsync("/api/products/feeds", body)).Is(HttpStatusCode.Created);
        var path = created.Response.Headers.Location!.OriginalString;
        (await admin.PostJsonAsync("/api/products/feeds", body)).Is(HttpStatusCode.Conflict).Names("code");

        var read = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        var tag = read.Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync(path, new { code, name = "New" })).Is(HttpStatusCode.PreconditionRequired);
        (await admin.PutJsonAsync(path, new { code, name = "New" }, tag)).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync(path, new { code, name = "Newer" }, tag)).Is(HttpStatusCode.PreconditionFailed);
        (await admin.PutJsonAsync(path, new { code = "other", name = "Newer" }, "*")).Is(HttpStatusCode.BadRequest).Names("code");
        var listed = (await admin.GetJsonAsync("/api/products/feeds?limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Contains(listed, f => f.GetProperty("code").GetString() == code && f.GetProperty("name").GetString() == "New");
        (await admin.SendAsync(HttpMethod.Delete, path, null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await admin.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"code":"A b","name":"x"}""", "code")]
    [InlineData("""{"code":"a","name":" "}""", "name")]
    [InlineData("""{"code":"a","name":"x","format":"xml"}""", "format")]
    [InlineData("""{"code":"a","name":"x","delimiter":"\""}""", "delimiter")]
    [InlineData("""{"code":"a","name":"x","delimiter":"é"}""", "delimiter")]
    [InlineData("""{"code":"a","name":"x","decimalSeparator":";"}""", "decimalSeparator")]
    [InlineData("""{"code":"a","name":"x","columns":[{"field":"name","column":"n"}]}""", "columns")]
    [InlineData("""{"code":"a","name":"x","columns":[{"field":"nothing","column":"n"}]}""", "columns[0].field")]
    [InlineData("""{"code":"a","name":"x","columns":[{"field":"sku"}]}""", "columns[0].column")]
    [InlineData("""{"code":"a","name":"x","columns":[{"field":"sku","column":"s","unit":"kg"}]}""", "columns[0].unit")]
    [InlineData("""{"code":"a","name":"x","columns":[null]}""", "columns")]
    [InlineData("""{"code":"a","name":"x","url":"file:///etc/passwd"}""", "url")]
    [InlineData("""{"code":"a","name":"x","url":"http://user:pass@example.com/"}""", "url")]
    [InlineData("""{"code":"a","name":"x","fetchEveryMinutes":60}""", "fetchEveryMinutes")]
    [InlineData("""{"code":"a","name":"x","deactivatePercentMax":101}""", "deactivatePercentMax")]
    public async Task A_feed_that_cannot_be_is_refused_by_the_name_of_its_field(string body, string field)
    {
        using var admin = await shop.AdminAsync();

        (await admin.PostJsonAsync("/api/products/feeds", body)).Is(HttpStatusCode.BadRequest).Names(field);
    }

    [Fact]
    public async Task A_preview_shows_the_first_rows_as_products()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new
        {
            delimiter = ";", decimalSeparator = ",",
            columns = new object[]
            {
                new { field = "sku", column = "Artikel" }, new { field = "name", column = "Titel" }, new { field = "price", column = "Preis" },
                new { field = "category", value = "tests" }, new { field = "attributes.watts:number", column = "Watt" },
            },
        });

        var file = Encoding.UTF8.GetBytes($"Artikel;Titel;Preis;Watt;Rest\n{feed.Code}-1;Lampe;12,50;7,5;x\n{feed.Code}-2;Lampe;viel;8;x\n");
        var shown = (await feed.SendAsync(file, to: "preview")).Is(HttpStatusCode.OK).Json;

        Assert.Equal([null, "sku", "name", "price", "attributes.watts:number"], Fields(shown));
        var product = Assert.Single(shown.GetProperty("products").EnumerateArray());
        Assert.Equal("created Lampe", $"{product.GetProperty("kind")} {product.GetProperty("name")}");
        Assert.Equal("7.5", product.GetProperty("attributes").GetProperty("watts").GetString());
        Assert.Equal(12.5m, product.GetProperty("variants")[0].GetProperty("price").GetDecimal());
        var problem = Assert.Single(shown.GetProperty("problems").EnumerateArray());
        Assert.Equal("3 Preis viel", $"{problem.GetProperty("line")} {problem.GetProperty("field")} {problem.GetProperty("value")}");
        Assert.Equal("", await feed.StateAsync(shop));

        var rows = string.Concat(Enumerable.Range(1, 5000).Select(i => $"{feed.Code}-{i};Lampe {Guid.NewGuid()};1;1\n"));
        var packed = TestFeed.Pack(Encoding.UTF8.GetBytes("Artikel;Titel;Preis;Watt\n" + rows));
        var half = (await feed.SendAsync(packed[..(packed.Length / 2)], type: "application/gzip", to: "preview")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(20, half.GetProperty("rows").GetInt32());
    }

    static IEnumerable<string?> Fields(JsonElement preview) =>
        preview.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString()).OrderBy(f => f is not null)
            .ThenBy(f => f is null ? 0 : Array.IndexOf(["sku", "name", "price", "attributes.watts:number"], f));

    [Theory]
    [InlineData("", 400)]
    [InlineData("name,price\nx,1\n", 400)]
    [InlineData("sku,sku\nx,1\n", 400)]
    [InlineData("\0\u0001\u0002", 400)]
    public async Task A_file_that_is_none_is_refused_and_leaves_nothing(string file, int status)
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);

        (await feed.SendAsync(file)).Is((HttpStatusCode)status).Names("body");
        (await feed.SendAsync("{}", type: "application/json")).Is(HttpStatusCode.UnsupportedMediaType);
        (await feed.SendAsync("sku\n", type: "text/csv; charset=latin1")).Is(HttpStatusCode.UnsupportedMediaType);
        (await feed.SendAsync("sku\nx\n"u8.ToArray(), encoding: "gzip")).Is(HttpStatusCode.BadRequest).Names("body");
        Assert.Equal(0, await shop.CountAsync("catalog", $"select count(*) from feed_runs r join feeds f on f.id = r.feed_id where f.code = '{feed.Code}'"));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_run_that_it_began()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);

        var first = (await feed.SendAsync(feed.File(2), key: "k")).Is(HttpStatusCode.Accepted).Id;
        var again = (await feed.SendAsync(feed.File(2), key: "k")).Is(HttpStatusCode.Accepted).Id;
        await feed.EndAsync(first);
        var later = (await feed.SendAsync(feed.File(2), key: "k")).Is(HttpStatusCode.Accepted).Id;

        Assert.Equal((first, first), (again, later));
        (await feed.SendAsync(feed.File(3), key: "k")).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        (await feed.SendAsync(feed.File(3), key: " ")).Is(HttpStatusCode.BadRequest).Names("Idempotency-Key");
        Assert.NotEqual(first, (await feed.SendAsync(feed.File(3), key: "l")).Is(HttpStatusCode.Accepted).Id);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task An_export_that_is_sent_back_changes_nothing(string format)
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new { format });
        var strange = new
        {
            name = "=Formula, with \"quotes\"", description = "-dangerous\r\n'=\tlines\n", category = "tests", brand = "@brand",
            tags = new[] { "a|b", " c", "\\d" },
            attributes = new Dictionary<string, object> { ["text"] = "12", ["number"] = -1.50m, ["yes"] = true, ["mixed"] = "x", ["blank"] = "", ["a:number"] = "t" },
            variants = new[]
            {
                new { sku = $"{feed.Code}-1", price = 10m, options = new Dictionary<string, string> { ["size"] = "+M" }, weightGrams = 5 },
                new { sku = $"{feed.Code}-2", price = 11.5m, options = new Dictionary<string, string>(), weightGrams = 0 },
            },
        };
        (await admin.PostJsonAsync("/api/products", strange)).Is(HttpStatusCode.Created);
        var other = new { name = "Mixed", category = "tests", sku = $"{feed.Code}-3", price = 1, attributes = new { mixed = 5 } };
        (await admin.PostJsonAsync("/api/products", other)).Is(HttpStatusCode.Created);
        var state = await feed.StateAsync(shop);

        var type = format == "csv" ? "text/csv" : "application/x-ndjson";
        var export = (await admin.GetJsonAsync($"/api/products/feeds/{feed.Code}/export?format={format}")).Is(HttpStatusCode.OK);
        Assert.Equal(type, export.Response.Content.Headers.ContentType!.MediaType);
        // Other tests edit their products meanwhile: only those of this test are sent back.
        var file = format == "csv"
            ? OwnCsv(export.Body, feed.Code)
            : string.Concat(export.Body.Split('\n').Where(line => line.Contains(feed.Code, StringComparison.Ordinal)).Select(line => line + "\n"));
        var run = await feed.RunAsync(file, type: type);

        Assert.Equal("completed 3 0 0 2 0", TestFeed.Counts(run));
        Assert.Empty(await feed.ListAsync(run, "problems"));
        Assert.Equal(state, await feed.StateAsync(shop));
    }

    // The records of a code: a description may have line breaks.
    static string OwnCsv(string file, string code)
    {
        var first = file.IndexOf($"\n{code}-", StringComparison.Ordinal);
        var rest = file[(first + 1)..];
        return file[..(file.IndexOf('\n', StringComparison.Ordinal) + 1)] + string.Concat(Records(rest).Where(record => record.StartsWith($"{code}-", StringComparison.Ordinal)));
    }

    static IEnumerable<string> Records(string text)
    {
        for (var (start, at, quotes) = (0, 0, 0); at < text.Length; at++)
        {
            quotes += text[at] == '"' ? 1 : 0;
            if (text[at] == '\n' && quotes % 2 == 0)
            {
                yield return text[start..(at + 1)];
                start = at + 1;
            }
        }
    }
}
