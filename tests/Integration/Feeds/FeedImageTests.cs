using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;
using SkiaSharp;

namespace Cartwright.Tests.Feeds;

/// <summary>Images that a file names by URL: the shop fetches them and shows its own copies.</summary>
public sealed class FeedImageTests(TestShop shop)
{
    const string Header = "sku,name,category,price,images\n";

    [Fact]
    public async Task A_product_shows_the_images_of_its_row_in_order_and_a_second_run_changes_nothing()
    {
        using var admin = await shop.AdminAsync();
        await using var server = await ImageServer.StartAsync();
        server.Put("red.png", Picture(SKColors.Red)).Put("blue", Picture(SKColors.Blue));
        var feed = await TestFeed.CreateAsync(admin);
        var file = $"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}red.png|{server.Url}blue\n";

        Assert.Equal("completed 1 1 0 0 0", TestFeed.Counts(await feed.RunAsync(file)));
        await ShowsAsync(feed, 2);
        var images = (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("images").EnumerateArray().ToList();
        Assert.Equal([SKColors.Red, SKColors.Blue], await Task.WhenAll(images.Select(i => ColourAsync(admin, i.GetProperty("url").GetString()!))));
        Assert.All(images, image => Assert.Equal((40, 30), (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32())));

        var before = await feed.StateAsync(shop);
        Assert.Equal("completed 1 0 0 1 0", TestFeed.Counts(await feed.RunAsync(file)));
        Assert.Equal((before, 2), (await feed.StateAsync(shop), server.Sent));

        // An image that stays keeps what a person has written about it.
        var alt = JsonSerializer.SerializeToNode(await feed.ProductAsync(shop, $"{feed.Code}-1"))!.AsObject();
        alt["images"]![1]!["alt"] = "A blue lamp";
        (await admin.PutJsonAsync($"/api/products/{alt["id"]}", Editable(alt), "*")).Is(HttpStatusCode.OK);
        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}blue\n")));
        var left = Assert.Single((await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("images").EnumerateArray());
        Assert.Equal("A blue lamp", left.GetProperty("alt").GetString());

        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,\n")));
        Assert.Empty((await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("images").EnumerateArray());
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_holds_up_no_other_and_is_listed_with_the_reason()
    {
        using var admin = await shop.AdminAsync();
        await using var server = await ImageServer.StartAsync();
        server.Put("good", Picture(SKColors.Green)).Put("page", "<html></html>"u8.ToArray()).Put("cut", Picture(SKColors.Green)[..60]);
        var feed = await TestFeed.CreateAsync(admin);

        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}gone|{server.Url}page|{server.Url}cut|{server.Url}good\n");
        await ShowsAsync(feed, 1);

        Assert.Equal("The server answered 404.", await ErrorAsync(admin, $"{server.Url}gone"));
        Assert.StartsWith("The file is none of ", await ErrorAsync(admin, $"{server.Url}page"), StringComparison.Ordinal);
        Assert.Equal("The image is damaged or incomplete.", await ErrorAsync(admin, $"{server.Url}cut"));

        // The next attempt is due in a minute; here it is due now.
        server.Put("gone", Picture(SKColors.Yellow));
        await shop.ExecuteAsync("catalog", $"update image_sources set next_at = now() where url = '{server.Url}gone'");
        await ShowsAsync(feed, 2);
    }

    [Fact]
    public async Task Until_an_attempt_was_made_for_each_new_image_a_product_keeps_those_it_has()
    {
        using var admin = await shop.AdminAsync();
        await using var server = await ImageServer.StartAsync();
        server.Put("old", Picture(SKColors.Gray)).Put("first", Picture(SKColors.Red)).Put("slow", Picture(SKColors.Blue));
        var feed = await TestFeed.CreateAsync(admin);
        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}old\n");
        await ShowsAsync(feed, 1);
        var version = (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("version").GetInt32();
        server.Hold("slow");

        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}first|{server.Url}slow\n");
        await Eventually.EqualAsync("fetched", async () => await shop.TextAsync(
            "catalog", $"select case when image is null then 'waiting' else 'fetched' end from image_sources where url = '{server.Url}first'"));
        await Eventually.EqualAsync(0, () => shop.CountAsync(
            "catalog", $"select count(*) from feed_product_images where due_at is not null and urls @> array['{server.Url}slow']"));
        Assert.Equal(version, (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("version").GetInt32());

        server.Release();
        await ShowsAsync(feed, 2);
        Assert.Equal(version + 1, (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task An_image_that_was_removed_because_no_product_showed_it_is_fetched_again()
    {
        using var admin = await shop.AdminAsync();
        await using var server = await ImageServer.StartAsync();
        server.Put("a", Picture(SKColors.Purple));
        var feed = await TestFeed.CreateAsync(admin);
        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}a\n");
        await ShowsAsync(feed, 1);
        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,\n");
        await shop.ExecuteAsync(
            "catalog", $"delete from uploaded_images where hash = (select substr(image ->> 'url', 22, 64) from image_sources where url = '{server.Url}a')");

        await feed.RunAsync($"{Header}{feed.Code}-1,Lamp,tests,10,{server.Url}a\n");

        await ShowsAsync(feed, 1);
        Assert.Equal(2, server.Sent);
    }

    [Fact]
    public async Task What_is_no_url_of_an_image_is_a_problem_of_its_row()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var many = string.Join('|', Enumerable.Range(0, 21).Select(i => $"https://example.com/{i}"));
        var unknown = $"/api/products/images/{new string('0', 64)}-40.webp";

        var run = await feed.RunAsync(
            $"{Header}{feed.Code}-1,Lamp,tests,10,ftp://example.com/a.png\n{feed.Code}-2,Lamp,tests,10,lamp.png\n{feed.Code}-3,Lamp,tests,10,{unknown}\n"
            + $"{feed.Code}-4,Lamp,tests,10,https://me:secret@example.com/a.png\n{feed.Code}-5,Lamp,tests,10,{many}\n");

        Assert.Equal("completed 5 0 0 0 5", TestFeed.Counts(run));
        var problems = await feed.ListAsync(run, "problems");
        Assert.All(problems, problem => Assert.Equal("images", problem.GetProperty("field").GetString()));
        Assert.Equal($"There is no image {unknown}.", problems[2].GetProperty("reason").GetString());
        Assert.Equal("At most 20 images are possible.", problems[4].GetProperty("reason").GetString());
        Assert.Equal(0, await shop.CountAsync("catalog", "select count(*) from image_sources where url like 'https://example.com/%'"));
        (await admin.GetJsonAsync("/api/products/image-sources?status=lost")).Is(HttpStatusCode.BadRequest).Names("status");
    }

    Task ShowsAsync(TestFeed feed, int count) => Eventually.EqualAsync(
        count, async () => (await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("images").GetArrayLength());

    static async Task<string?> ErrorAsync(HttpClient admin, string url)
    {
        var cursor = "";
        do
        {
            var page = (await admin.GetJsonAsync($"/api/products/image-sources?status=failed&limit=100{cursor}")).Is(HttpStatusCode.OK).Json;
            foreach (var source in page.GetProperty("items").EnumerateArray().Where(s => s.GetProperty("url").GetString() == url))
            {
                return source.GetProperty("error").GetString();
            }

            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return null;
    }

    static object Editable(System.Text.Json.Nodes.JsonObject product) => new
    {
        name = product["name"]!.GetValue<string>(),
        category = product["category"]!.GetValue<string>(),
        images = product["images"]!.AsArray().Select(i => new { url = i!["url"]!.GetValue<string>(), alt = i["alt"]?.GetValue<string>() }),
        variants = product["variants"]!.AsArray().Select(v => new { sku = v!["sku"]!.GetValue<string>(), price = v["price"]!.GetValue<decimal>() }),
    };

    static async Task<SKColor> ColourAsync(HttpClient client, string url)
    {
        using var bitmap = SKBitmap.Decode(await client.GetByteArrayAsync(new Uri(url, UriKind.Relative)));
        var colour = bitmap.GetPixel(20, 15);
        // Encoding changes a shade.
        return new[] { SKColors.Red, SKColors.Blue }.MinBy(c => Math.Abs(c.Red - colour.Red) + Math.Abs(c.Blue - colour.Blue));
    }

    static byte[] Picture(SKColor colour)
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
