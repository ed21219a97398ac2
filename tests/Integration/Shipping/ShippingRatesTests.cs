using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Shipping;

/// <summary>Each test has a country of its own, because the shop has one table of rates and other tests place orders beside these.</summary>
public sealed class ShippingRatesTests(TestShop shop)
{
    const string Rates = "/api/shipping/rates";

    [Fact]
    public async Task An_order_costs_what_the_table_says_and_its_method_is_shown_everywhere()
    {
        var product = await HeavyAsync(grams: 600, price: 10m);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await AddAsync(admin, "IS", ("slow-is", 9, 30m, [(1000, 3.5m), (5000, 7m)]), ("fast-is", 1, null, [(1500, 12.25m)]));
        var quote = await QuotedAsync(customer.Http, product, 2, "IS", "101");

        Assert.Equal(["slow-is 7.00", "fast-is 12.25"], Offers(quote, "methods"));
        Assert.Equal((1200, 20m), (quote.GetProperty("weightGrams").GetInt32(), quote.GetProperty("subtotal").GetDecimal()));
        var order = (await OrderAsync(customer.Http, product, 2, "IS", "101", "fast-is")).Is(HttpStatusCode.Created);
        Assert.Equal((12.25m, 36.25m), (Amount(order.Json, "shipping"), Amount(order.Json, "total")));
        var cheapest = (await OrderAsync(customer.Http, product, 1, "IS", "101", null)).Is(HttpStatusCode.Created);
        Assert.Equal((3.5m, "slow-is"), (Amount(cheapest.Json, "shipping"), Text(cheapest.Json.GetProperty("shippingMethod"), "code")));
        var free = (await OrderAsync(customer.Http, product, 3, "IS", "101", "slow-is")).Is(HttpStatusCode.Created);
        Assert.Equal(0, Amount(free.Json, "shipping"));

        await customer.UntilAsync(order.Id, "confirmed");
        var read = (await customer.Http.GetJsonAsync($"/api/orders/{order.Id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("fast-is", "Method fast-is"), (Text(read.GetProperty("shippingMethod"), "code"), Text(read.GetProperty("shippingMethod"), "name")));
        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync($"/api/shipments?orderId={order.Id}")).Json.GetProperty("items").EnumerateArray()
                .Any(s => Text(s.GetProperty("method"), "code") == "fast-is"),
            () => "There is no shipment that goes by fast-is.");
        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync("/api/notifications?limit=100")).Json.GetProperty("items").EnumerateArray()
                .Any(n => Text(n, "kind") == "order_confirmed" && Text(n, "body")!.Contains("Method fast-is", StringComparison.Ordinal)),
            () => "No notification names the method.");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_method_that_does_not_serve_the_destination_is_refused()
    {
        var product = await HeavyAsync(grams: 2000, price: 10m);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await AddAsync(admin, "GL", ("light-gl", 3, null, [(1000, 4m)]), ("heavy-gl", 9, null, [(5000, 20m)]));
        await QuotedAsync(customer.Http, product, 1, "GL", "3900");

        (await OrderAsync(customer.Http, product, 1, "GL", "3900", "light-gl")).Is(HttpStatusCode.UnprocessableEntity).Names("shippingMethod");
        (await OrderAsync(customer.Http, product, 1, "GL", "3900", "standard")).Is(HttpStatusCode.UnprocessableEntity).Names("shippingMethod");
        (await OrderAsync(customer.Http, product, 3, "GL", "3900", null)).Is(HttpStatusCode.UnprocessableEntity).Names("shippingAddress.country");
        (await OrderAsync(customer.Http, product, 1, "GL", "3900", new string('x', 33))).Is(HttpStatusCode.BadRequest).Names("shippingMethod");
        (await QuoteAsync(customer.Http, product, 3, "GL", "3900")).Is(HttpStatusCode.UnprocessableEntity).Names("country");
        (await QuoteAsync(customer.Http, product, 1, "XX", null)).Is(HttpStatusCode.BadRequest).Names("country");
        Assert.Empty((await customer.Http.GetJsonAsync("/api/orders")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_order_after_the_price_has_changed()
    {
        var product = await HeavyAsync(grams: 100, price: 10m);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await AddAsync(admin, "FO", ("boat-fo", 9, null, [(1000, 4m)]));
        await QuotedAsync(customer.Http, product, 1, "FO", "100");
        var key = Guid.NewGuid().ToString();
        var first = (await OrderAsync(customer.Http, product, 1, "FO", "100", "boat-fo", key)).Is(HttpStatusCode.Created);

        await AddAsync(admin, "FO", ("boat-fo", 9, null, [(1000, 9m)]));
        await Eventually.TrueAsync(
            async () => Offers((await QuoteAsync(customer.Http, product, 1, "FO", "100")).Json, "methods").SequenceEqual(["boat-fo 9.00"]), () => "The price is the old one.");

        var again = (await OrderAsync(customer.Http, product, 1, "FO", "100", "boat-fo", key)).Is(HttpStatusCode.Created);
        Assert.Equal(first.Json.GetRawText(), again.Json.GetRawText());
        (await OrderAsync(customer.Http, product, 1, "FO", "100", null, key)).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        var next = (await OrderAsync(customer.Http, product, 1, "FO", "100", "boat-fo")).Is(HttpStatusCode.Created);
        Assert.Equal(9m, Amount(next.Json, "shipping"));
    }

    [Fact]
    public async Task A_cart_says_that_shipping_is_an_estimate_and_the_settings_price_where_no_zone_is()
    {
        var product = await HeavyAsync(grams: 100, price: 10m);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await AddAsync(admin, "NZ", ("ship-nz", 30, null, [(1000, 14m)]));
        await QuotedAsync(customer.Http, product, 1, "NZ", "6011");

        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 })).Is(HttpStatusCode.OK);
        var cart = (await customer.Http.GetJsonAsync("/api/cart")).Is(HttpStatusCode.OK).Json;
        Assert.True(cart.GetProperty("shippingIsEstimate").GetBoolean());
        var elsewhere = (await QuoteAsync(customer.Http, product, 1, "DE", "10115")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["standard 4.90"], Offers(elsewhere, "methods"));
    }

    [Fact]
    public async Task Rates_are_replaced_as_a_whole_by_staff_who_have_read_them()
    {
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var before = (await admin.GetJsonAsync(Rates)).Is(HttpStatusCode.OK);
        var wrong = new { zones = new[] { new { code = "a", name = "A", countries = new[] { "XX" } } }, methods = Array.Empty<object>() };

        (await customer.Http.GetJsonAsync(Rates)).Is(HttpStatusCode.Forbidden);
        (await customer.Http.PutJsonAsync(Rates, wrong, "*")).Is(HttpStatusCode.Forbidden);
        (await admin.PutJsonAsync(Rates, wrong)).Is(HttpStatusCode.PreconditionRequired);
        (await admin.PutJsonAsync(Rates, wrong, "\"0\"")).Is(HttpStatusCode.PreconditionFailed);
        (await admin.PutJsonAsync(Rates, wrong, "*")).Is(HttpStatusCode.BadRequest).Names("zones[0].countries[0]");
        (await admin.PutJsonAsync(Rates, new { zones = Array.Empty<object>() }, "*")).Is(HttpStatusCode.BadRequest).Names("methods");
        (await admin.PutJsonAsync(Rates, new { zones = new object?[] { null }, methods = Array.Empty<object>() }, "*")).Is(HttpStatusCode.BadRequest);
        (await admin.PutJsonAsync(
            Rates, new { zones = Array.Empty<object>(), methods = new[] { new { code = "UP", name = "", days = -1, active = true, rates = Array.Empty<object>() } } }, "*"))
            .Is(HttpStatusCode.BadRequest).Names("methods[0].code");
        Assert.DoesNotContain("\"XX\"", (await admin.GetJsonAsync(Rates)).Json.GetRawText(), StringComparison.Ordinal);
        Assert.NotNull(before.Response.Headers.ETag);
    }

    // Other tests edit the table at the same moment: the edit is repeated until nobody was faster.
    static Task AddAsync(HttpClient admin, string country, params (string Code, int Days, decimal? FreeFrom, (int Grams, decimal Price)[] Bands)[] methods) =>
        Eventually.TrueAsync(
            async () =>
            {
                var current = (await admin.GetJsonAsync(Rates)).Is(HttpStatusCode.OK);
                var zone = "zone-" + country.ToLowerInvariant();
                var (zones, all) = (Kept(current.Json, "zones", [zone]), Kept(current.Json, "methods", [.. methods.Select(m => m.Code)]));
                zones.Add(JsonSerializer.SerializeToNode(new { code = zone, name = country, countries = new[] { country } }));
                foreach (var (code, days, freeFrom, bands) in methods)
                {
                    var rate = new { zone, currency = "EUR", freeFrom, bands = bands.Select(b => new { price = b.Price, upToGrams = b.Grams }) };
                    all.Add(JsonSerializer.SerializeToNode(new { code, name = $"Method {code}", days, active = true, rates = new[] { rate } }));
                }

                var answer = await admin.PutJsonAsync(Rates, new { zones, methods = all }, current.Response.Headers.ETag!.Tag);
                return answer.Status == HttpStatusCode.PreconditionFailed ? false : answer.Is(HttpStatusCode.OK) is not null;
            },
            () => "The rates were never replaced.");

    static JsonArray Kept(JsonElement rates, string members, string[] without) =>
        [.. rates.GetProperty(members).EnumerateArray().Where(m => !without.Contains(Text(m, "code"))).Select(m => JsonNode.Parse(m.GetRawText()))];

    static Task<Answer> QuoteAsync(HttpClient client, TestProduct product, int quantity, string country, string? postcode) =>
        client.PostJsonAsync("/api/shipping/quotes", new { items = new[] { new { sku = product.Sku, quantity } }, country, postcode });

    // Orders learns of new rates, and the catalog's weight, a moment later.
    static async Task<JsonElement> QuotedAsync(HttpClient client, TestProduct product, int quantity, string country, string postcode)
    {
        JsonElement quote = default;
        await Eventually.TrueAsync(
            async () => (quote = (await QuoteAsync(client, product, quantity, country, postcode)).Is(HttpStatusCode.OK).Json).GetProperty("methods")
                .EnumerateArray().Any(m => Text(m, "zone") is not null),
            () => $"The quote is {quote}.");
        return quote;
    }

    static Task<Answer> OrderAsync(HttpClient client, TestProduct product, int quantity, string country, string postcode, string? method, string? key = null) =>
        client.PostJsonAsync(
            "/api/orders",
            new
            {
                items = new[] { new { sku = product.Sku, quantity } },
                shippingAddress = new { street = "Harbour 1", city = "Town", state = "", zipCode = postcode, country },
                payment = new { method = "card", token = "tok_ok" },
                shippingMethod = method,
            },
            key ?? Guid.NewGuid().ToString());

    async Task<TestProduct> HeavyAsync(int grams, decimal price)
    {
        var product = await shop.ProductAsync(price: price);
        using var admin = await shop.AdminAsync();
        var etag = (await admin.GetJsonAsync($"/api/products/{product.Id}")).Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync(
            $"/api/products/{product.Id}",
            new { name = "Heavy", category = "tests", sku = product.Sku, price, weightGrams = grams }, etag)).Is(HttpStatusCode.OK);
        return product;
    }

    static IEnumerable<string> Offers(JsonElement quote, string member) =>
        quote.GetProperty(member).EnumerateArray().Select(m => FormattableString.Invariant($"{Text(m, "code")} {m.GetProperty("price").GetDecimal():0.00}"));

    static decimal Amount(JsonElement order, string member) => order.GetProperty(member).GetDecimal();

    static string? Text(JsonElement item, string member) => item.ValueKind == JsonValueKind.Object ? item.GetProperty(member).GetString() : null;
}
