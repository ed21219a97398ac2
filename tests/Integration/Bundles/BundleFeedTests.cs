using System.Net;
using Cartwright.Tests.Feeds;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Bundles;

public sealed class BundleFeedTests(TestShop shop)
{
    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    public async Task A_file_brings_bundles_with_their_parts_and_an_export_that_is_sent_back_changes_nothing(string format, string type)
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new { format });
        var code = feed.Code;
        var file = format == "csv"
            ? $"sku,name,category,price,weight,parts\n{code}-1,Lamp,tests,10,100,\n{code}-2,Bulb,tests,4,30,\n{code}-3,Set,tests,15,,{code}-1*1|{code}-2*2\n"
            : $$"""
              {"sku":"{{code}}-1","name":"Lamp","category":"tests","price":10,"weight":100}
              {"sku":"{{code}}-2","name":"Bulb","category":"tests","price":4,"weight":30}
              {"sku":"{{code}}-3","name":"Set","category":"tests","price":15,"parts":["{{code}}-1","{{code}}-2*2"]}
              """ + "\n";

        Assert.Equal("completed 3 3 0 0 0", TestFeed.Counts(await feed.RunAsync(file, type: type)));
        var set = (await feed.ProductAsync(shop, $"{code}-3")).GetProperty("variants")[0];
        Assert.Equal((15m, 160), (set.GetProperty("price").GetDecimal(), set.GetProperty("weightGrams").GetInt32()));
        Assert.Equal(
            [($"{code}-1", 1), ($"{code}-2", 2)],
            set.GetProperty("parts").EnumerateArray().Select(p => (p.GetProperty("sku").GetString()!, p.GetProperty("quantity").GetInt32())));
        var state = await feed.StateAsync(shop);

        var export = (await admin.GetJsonAsync($"/api/products/feeds/{code}/export?format={format}")).Is(HttpStatusCode.OK).Body.Split('\n');
        var own = export.Where((line, i) => (i == 0 && format == "csv") || line.Contains(code, StringComparison.Ordinal)).ToList();
        Assert.Contains(own, line => line.Contains(format == "csv" ? $"{code}-1*1|{code}-2*2" : $"[\"{code}-1*1\",\"{code}-2*2\"]", StringComparison.Ordinal));
        var run = await feed.RunAsync(string.Join('\n', own) + "\n", type: type);

        Assert.Empty(await feed.ListAsync(run, "problems"));
        Assert.Equal("completed 3 0 0 3 0", TestFeed.Counts(run));
        Assert.Equal(state, await feed.StateAsync(shop));
    }

    [Fact]
    public async Task A_row_that_names_a_wrong_part_says_so_and_a_new_price_of_a_part_reaches_the_bundle()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var code = feed.Code;
        var run = await feed.RunAsync(
            $"sku,name,category,price,parts\n{code}-1,Lamp,tests,10,\n{code}-2,Set,tests,15,{code}-1*2\n"
            + $"{code}-3,No set,tests,15,{code}-1*2|{code}-9*1\n{code}-4,No list,tests,15,two lamps\n");

        Assert.Equal("completed 4 2 0 0 2", TestFeed.Counts(run));
        Assert.Equal(
            ["4 parts", "5 parts"],
            (await feed.ListAsync(run, "problems")).Select(p => $"{p.GetProperty("line").GetInt32()} {p.GetProperty("field").GetString()}").Order());

        var set = await feed.ProductAsync(shop, $"{code}-2");
        var bundle = new TestBundle(set.GetProperty("id").GetGuid(), $"{code}-2");
        (await bundle.ReplaceAsync(admin, new
        {
            name = "Set", category = "tests", variants = new[] { new { sku = bundle.Sku, discountPercent = 25, parts = new[] { new { sku = $"{code}-1", quantity = 2 } } } },
        })).Is(HttpStatusCode.OK);
        Assert.Equal(15m, (await bundle.ShowAsync(admin)).GetProperty("price").GetDecimal());

        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await feed.RunAsync($"sku,price\n{code}-1,20\n")));
        await Eventually.EqualAsync(30m, async () => (await bundle.ShowAsync(admin)).GetProperty("price").GetDecimal());
        Assert.Equal("completed 2 0 0 2 0", TestFeed.Counts(await feed.RunAsync($"sku,price\n{code}-1,20\n{code}-2,1\n")));
        Assert.Equal("clean", await shop.AuditAsync());
    }
}
