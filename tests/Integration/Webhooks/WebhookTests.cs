using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Webhooks;

/// <summary>How staff keeps webhooks.</summary>
public sealed class WebhookTests(TestShop shop)
{
    const string Url = "https://hooks.example.com/cartwright";

    [Fact]
    public async Task A_webhook_is_added_changed_by_version_and_deleted()
    {
        using var admin = await shop.AdminAsync();
        var created = (await admin.PostJsonAsync("/api/webhooks", new { url = Url, events = new[] { "stock.low" }, description = "Purchasing", active = false }))
            .Is(HttpStatusCode.Created);
        var path = created.Response.Headers.Location!.ToString();
        Assert.StartsWith("whsec_", created.Json.GetProperty("secret").GetString());

        var shown = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(("It was disabled by hand.", false), (shown.Json.GetProperty("disabledReason").GetString(), shown.Json.GetProperty("active").GetBoolean()));
        Assert.DoesNotContain("whsec_", shown.Body, StringComparison.Ordinal);
        var all = (await admin.GetJsonAsync("/api/webhooks?limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Contains(created.Id, all.EnumerateArray().Select(w => w.GetProperty("id").GetGuid()));

        var change = new { url = Url + "/2", events = new[] { "stock.low", "order.*" } };
        (await admin.PutJsonAsync(path, change)).Is(HttpStatusCode.PreconditionRequired);
        (await admin.PutJsonAsync(path, change, "\"1\"")).Is(HttpStatusCode.BadRequest).Names("events[1]");
        var changed = (await admin.PutJsonAsync(path, change with { events = ["stock.low", "*"] }, "\"1\"")).Is(HttpStatusCode.OK);
        Assert.Equal((2, true), (changed.Json.GetProperty("version").GetInt32(), changed.Json.GetProperty("active").GetBoolean()));
        Assert.Equal("\"2\"", (await admin.PutJsonAsync(path, change with { events = ["stock.low"] }, "\"1\"")).Is(HttpStatusCode.PreconditionFailed).Response.Headers.ETag!.Tag);

        (await admin.SendAsync(HttpMethod.Delete, path, null, m => m.Headers.TryAddWithoutValidation("If-Match", "\"2\""))).Is(HttpStatusCode.NoContent);
        (await admin.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
        (await admin.GetJsonAsync($"{path}/deliveries")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ftp://hooks.example.com", "url")]
    [InlineData("https://user:password@hooks.example.com", "url")]
    [InlineData("/events", "url")]
    public async Task What_is_no_address_is_refused(string url, string field)
    {
        using var admin = await shop.AdminAsync();
        (await admin.PostJsonAsync("/api/webhooks", new { url, events = new[] { "*" } })).Is(HttpStatusCode.BadRequest).Names(field);
    }

    [Fact]
    public async Task Events_are_those_that_the_shop_offers()
    {
        using var admin = await shop.AdminAsync();
        var events = (await admin.GetJsonAsync("/api/webhooks/events")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Select(e => e.GetProperty("name").GetString()).ToList();

        Assert.Contains("order.confirmed", events);
        Assert.DoesNotContain("user.password_reset_requested", events);
        (await admin.PostJsonAsync("/api/webhooks", new { url = Url, events = new[] { "order.confirmed", "order.confirmed" } })).Is(HttpStatusCode.BadRequest).Names("events[1]");
        (await admin.PostJsonAsync("/api/webhooks", new { url = Url, events = new[] { "order.confirmed@2" } })).Is(HttpStatusCode.BadRequest).Names("events[0]");
        (await admin.PostJsonAsync("/api/webhooks", new { url = Url, events = Array.Empty<string>() })).Is(HttpStatusCode.BadRequest).Names("events");
        (await admin.PostJsonAsync("/api/webhooks", new { url = Url, events = new[] { "user.password_reset_requested" } })).Is(HttpStatusCode.BadRequest).Names("events[0]");
    }
}
