using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Instances;

/// <summary>What one instance of a service did, another one knows.</summary>
[Collection(nameof(TwoInstances))]
public sealed partial class InstancesTests(TwoInstances shop)
{
    [Fact]
    public async Task A_session_that_one_storefront_began_goes_on_at_another_and_so_do_forms()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var customer = await shop.One.CustomerAsync();
        using var cookies = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(cookies);
        var page = await browser.GetStringAsync(new Uri(shop.One.Gateway, "/login"), cancelled);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["Input.Name"] = customer.Username,
            ["Input.Password"] = "a customer's password",
        });

        using var login = await browser.PostAsync(new Uri(shop.Other, "/login"), form, cancelled);
        using var orders = await browser.GetAsync(new Uri(shop.One.Gateway, "/orders"), cancelled);

        Assert.Equal(HttpStatusCode.Found, login.StatusCode);
        Assert.Equal(HttpStatusCode.OK, orders.StatusCode);
    }

    [Fact]
    public async Task A_token_that_one_instance_of_accounts_gave_out_another_exchanges_a_moment_later_too()
    {
        using var one = shop.One.Client();
        using var other = shop.AtOther(one);
        using var customer = await shop.One.CustomerAsync();
        var login = await one.PostJsonAsync("/api/auth/login", new { username = customer.Username, password = "a customer's password" });
        var token = login.Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString();

        var answers = await Task.WhenAll(new[] { one, other }.Select(c => c.PostJsonAsync("/api/auth/refresh", new { refreshToken = token })));

        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_picture_that_one_instance_of_the_catalog_took_in_another_one_serves()
    {
        using var admin = await shop.One.AdminAsync();
        using var visitor = shop.AtOther(shop.One.Client());
        var svg = Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><title>{Guid.NewGuid()}</title></svg>");
        var stored = await admin.SendAsync(
            HttpMethod.Post, "/api/products/images", null,
            m => m.Content = new ByteArrayContent(svg) { Headers = { ContentType = new MediaTypeHeaderValue("image/svg+xml") } });

        var served = await visitor.GetJsonAsync(stored.Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!);

        Assert.Equal(Encoding.UTF8.GetString(svg), served.Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task An_edit_at_one_gateway_shows_at_another()
    {
        var product = await shop.One.ProductAsync();
        var path = $"/api/products/{product.Id}";
        using var admin = await shop.One.AdminAsync();
        using var visitor = shop.AtOther(shop.One.Client());
        var before = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        (await visitor.GetJsonAsync(path)).Is(HttpStatusCode.OK);

        (await admin.PutJsonAsync(
            path,
            new { name = "Edited", description = "For a test.", category = "tests", sku = product.Sku, price = 12m, currency = "EUR" },
            before.Response.Headers.ETag!.ToString())).Is(HttpStatusCode.OK);

        foreach (var client in new[] { admin, visitor })
        {
            await Eventually.TrueAsync(
                async () => (await client.GetJsonAsync(path)).Json.GetProperty("name").GetString() == "Edited", () => "The edit does not show.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_is_open_at_one_instance_learns_what_another_one_wrote_with_redis_and_without(bool withRedis)
    {
        var product = await shop.One.ProductAsync();
        using var customer = await shop.One.CustomerAsync();
        using var client = shop.AtOther(customer.Http);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var stream = await client.GetStreamAsync("/api/notifications/stream", timeout.Token);
        using var reader = new StreamReader(stream);
        if (!withRedis)
        {
            await shop.Redis.KillAsync();
        }

        try
        {
            var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;

            var line = "";
            while (!(line.StartsWith("data:", StringComparison.Ordinal) && line.Contains(order.ToString(), StringComparison.Ordinal)))
            {
                line = await reader.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException("The stream ended.");
            }

            Assert.Contains("order_confirmed", line);
        }
        finally
        {
            if (!withRedis)
            {
                await shop.Redis.StartAgainAsync();
            }
        }
    }

    [Fact]
    public async Task A_preference_that_was_changed_at_one_instance_counts_at_another()
    {
        var product = await shop.One.ProductAsync();
        using var customer = await shop.One.CustomerAsync();
        using var other = shop.AtOther(customer.Http);
        await OrderAsync();
        var watch = Stopwatch.StartNew();
        var muted = new[] { new { channel = "in_app", kind = "order_confirmed", enabled = false } };
        (await other.PutJsonAsync("/api/notifications/preferences", new { items = muted })).Is(HttpStatusCode.OK);

        // What is kept in memory lives half a minute: it was dropped before that.
        await Eventually.TrueAsync(async () => !await OrderAsync(), () => "The customer is told against the wish.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));

        // Places an order, cancels it when it is confirmed, and says whether the customer was told of the confirmation.
        async Task<bool> OrderAsync()
        {
            var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
            await customer.UntilAsync(order, "confirmed");
            (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);
            List<string?> told = [];
            await Eventually.TrueAsync(
                async () => (told = [.. (await customer.Http.GetJsonAsync("/api/notifications?channel=in_app&limit=100")).Json.GetProperty("items").EnumerateArray()
                    .Where(i => i.GetProperty("orderId").ToString() == order.ToString()).Select(i => i.GetProperty("kind").GetString())]).Contains("order_cancelled"),
                () => "The customer is not told of the cancellation.");
            return told.Contains("order_confirmed");
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
