using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Feeds;

public sealed class FetchTests(TestShop shop)
{
    [Fact]
    public async Task A_file_is_fetched_from_its_url_and_begins_a_run_only_if_it_is_another()
    {
        using var admin = await shop.AdminAsync();
        using var server = new FileServer();
        var feed = await TestFeed.CreateAsync(admin, new { url = server.Url, fetchEveryMinutes = 44_640 });
        await Eventually.EqualAsync("The server answered 404.", async () => (await FeedAsync(admin, feed)).GetProperty("fetchError").GetString());

        server.Put(feed.File(3));
        await FetchAsync(admin, feed);
        await Eventually.EqualAsync("completed 3", () => RunsAsync(admin, feed));
        Assert.Equal(JsonValueKind.Null, (await FeedAsync(admin, feed)).GetProperty("fetchError").ValueKind);

        await FetchAsync(admin, feed);
        Assert.Equal(1, server.Sent);
        // The server has another tag for the same file.
        server.Put(feed.File(3));
        await FetchAsync(admin, feed);
        Assert.Equal(2, server.Sent);
        Assert.Equal("completed 3", await RunsAsync(admin, feed));

        server.Put(feed.File(4));
        await FetchAsync(admin, feed);
        await Eventually.EqualAsync("completed 1, completed 3", () => RunsAsync(admin, feed));
    }

    [Fact]
    public async Task A_feed_without_a_url_cannot_be_fetched()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);

        (await admin.PostJsonAsync($"/api/products/feeds/{feed.Code}/fetch", null)).Is(HttpStatusCode.Conflict);
    }

    static async Task<JsonElement> FeedAsync(HttpClient admin, TestFeed feed) =>
        (await admin.GetJsonAsync($"/api/products/feeds/{feed.Code}")).Is(HttpStatusCode.OK).Json;

    // Until the fetch has ended: the next one is a month away.
    static async Task FetchAsync(HttpClient admin, TestFeed feed)
    {
        (await admin.PostJsonAsync($"/api/products/feeds/{feed.Code}/fetch", null)).Is(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await FeedAsync(admin, feed)).GetProperty("nextFetchAt").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddDays(1), () => "The file is not fetched.");
    }

    static async Task<string> RunsAsync(HttpClient admin, TestFeed feed) => string.Join(
        ", ",
        (await admin.GetJsonAsync($"/api/products/feeds/{feed.Code}/runs")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Select(run => $"{run.GetProperty("status").GetString()} {run.GetProperty("created").GetInt32()}"));
}
