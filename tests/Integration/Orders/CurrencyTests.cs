using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

/// <summary>An order has one currency, whose amounts have its decimals, and everybody agrees on it.</summary>
public sealed class CurrencyTests(TestShop shop)
{
    [Fact]
    public async Task Cart_quote_and_order_agree_that_a_line_in_another_currency_cannot_be_ordered_with_the_rest()
    {
        var euros = await shop.ProductAsync(price: 10);
        var yen = await shop.ProductAsync(price: 1980, currency: "JPY");
        using var customer = await shop.CustomerAsync();
        await customer.Http.PostJsonAsync("/api/cart/items", new { sku = euros.Sku, quantity = 1 });

        var cart = (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = yen.Sku, quantity = 1 })).Is(HttpStatusCode.OK).Json;
        var quote = (await customer.Http.PostJsonAsync("/api/orders/quote", new { items = Lines(euros, yen) })).Is(HttpStatusCode.OK).Json;
        var order = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(euros.Sku, 1), (yen.Sku, 1)]), Guid.NewGuid().ToString());

        Assert.All([cart, quote], priced =>
        {
            Assert.Equal(("10.00", "EUR"), (Raw(priced, "subtotal"), priced.GetProperty("currency").GetString()));
            Assert.Equal([("EUR", null), ("JPY", "currency_mismatch")], priced.GetProperty("items").EnumerateArray().Select(
                line => (line.GetProperty("currency").GetString(), line.GetProperty("issue").GetString())));
        });
        order.Is(HttpStatusCode.BadRequest).Names("items");
    }

    [Fact]
    public async Task The_first_line_on_sale_decides_the_currency()
    {
        var yen = await shop.ProductAsync(price: 1980, currency: "JPY");
        var euros = await shop.ProductAsync(price: 10);
        using var visitor = shop.Client();

        var quote = (await visitor.PostJsonAsync("/api/orders/quote", new { items = Lines(yen, euros) })).Is(HttpStatusCode.OK).Json;

        Assert.Equal(("1980", "700", "JPY"), (Raw(quote, "subtotal"), Raw(quote, "shipping"), quote.GetProperty("currency").GetString()));
    }

    [Fact]
    public async Task An_order_in_yen_has_no_decimals_from_its_placement_to_its_refund()
    {
        var product = await shop.ProductAsync(price: 1980, currency: "JPY");
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();

        var placed = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created);
        var confirmed = await customer.UntilAsync(placed.Id, "confirmed");

        Assert.All([placed.Json, confirmed], order => Assert.Equal(
            ["1980", "376", "700", "3056"], new[] { "subtotal", "tax", "shipping", "total" }.Select(amount => Raw(order, amount))));
        var payment = Assert.Single((await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("3056", "3056", "0"), (Raw(payment, "amount"), Raw(payment, "captured"), Raw(payment, "refunded")));
        var refunds = $"/api/payments/{payment.GetProperty("id").GetGuid()}/refund";
        (await admin.PostJsonAsync(refunds, new { amount = 0.5 })).Is(HttpStatusCode.BadRequest).Names("amount");
        (await admin.PostJsonAsync(refunds, new { amount = 56 })).Is(HttpStatusCode.Accepted);
        await Eventually.AnsweredAsync(
            customer.Http, $"/api/payments?orderId={placed.Id}", payments => Raw(payments.GetProperty("items")[0], "refunded") == "56");
    }

    [Fact]
    public async Task An_order_is_read_with_the_numbers_that_it_was_placed_with()
    {
        var product = await shop.ProductAsync(price: 60);
        using var customer = await shop.CustomerAsync();

        var placed = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created);
        var read = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}")).Is(HttpStatusCode.OK);

        Assert.All([placed.Json, read.Json], order => Assert.Equal(
            ["60.00", "11.40", "0.00", "71.40"], new[] { "subtotal", "tax", "shipping", "total" }.Select(amount => Raw(order, amount))));
        Assert.Equal(Raw(placed.Json.GetProperty("items")[0], "lineTotal"), Raw(read.Json.GetProperty("items")[0], "lineTotal"));
    }

    [Fact]
    public async Task Orders_are_taken_in_the_currencies_that_shipping_has_a_price_in()
    {
        var product = await shop.ProductAsync(price: 10_000, currency: "CLP");
        using var customer = await shop.CustomerAsync();

        var quote = (await customer.Http.PostJsonAsync("/api/orders/quote", new { items = Lines(product) })).Is(HttpStatusCode.OK).Json;
        var order = await customer.OrderAsync(product.Sku, 1);

        Assert.Equal(("0", "CLP", "currency_mismatch"), (
            Raw(quote, "total"), quote.GetProperty("currency").GetString(), quote.GetProperty("items")[0].GetProperty("issue").GetString()));
        order.Is(HttpStatusCode.BadRequest).Names("items");
    }

    static object[] Lines(params TestProduct[] products) => [.. products.Select(p => new { sku = p.Sku, quantity = 1 })];

    static string Raw(JsonElement parent, string amount) => parent.GetProperty(amount).GetRawText();
}
