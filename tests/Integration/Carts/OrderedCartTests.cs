using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CartsService;

/// <summary>A cart becomes the order that the customer saw, and the customer sees that at once.</summary>
public sealed class OrderedCartTests(TestShop shop)
{
    [Fact]
    public async Task A_cart_is_ordered_by_its_id_and_the_next_look_finds_a_new_one()
    {
        var (first, second) = (await shop.ProductAsync(price: 20), await shop.ProductAsync(price: 5));
        using var customer = await shop.CustomerAsync();
        await AddAsync(customer, first, 2);
        var cartId = (await AddAsync(customer, second, 1)).Id;

        var order = (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.Created).Json;
        var next = (await customer.Http.GetJsonAsync("/api/cart")).Is(HttpStatusCode.OK);

        Assert.Equal([(first.Sku, 2), (second.Sku, 1)], Lines(order));
        Assert.Empty(Lines(next.Json));
        Assert.NotEqual(cartId, next.Id);
    }

    [Fact]
    public async Task A_customer_can_fill_and_order_one_cart_after_another_without_a_pause()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        for (var i = 0; i < 5; i++)
        {
            var cart = await AddAsync(customer, product, 1);
            Assert.Equal([(product.Sku, 1)], Lines(cart.Json));
            (await OrderAsync(customer, new { cartId = cart.Id })).Is(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Units_that_are_added_while_the_cart_is_ordered_are_ordered_or_stay()
    {
        const int Adding = 12;
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var cartId = (await AddAsync(customer, product, 1)).Id;

        var adding = Enumerable.Range(0, Adding).Select(_ => AddAsync(customer, product, 1)).ToList();
        var order = (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.Created).Json;
        await Task.WhenAll(adding);

        var left = Lines((await customer.Http.GetJsonAsync("/api/cart")).Json);
        Assert.Equal(1 + Adding, Lines(order).Concat(left).Sum(l => l.Quantity));
    }

    [Fact]
    public async Task A_repeated_order_of_a_cart_gets_the_first_answer()
    {
        var product = await shop.ProductAsync(price: 10);
        using var customer = await shop.CustomerAsync();
        var cartId = (await AddAsync(customer, product, 1)).Id;
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OrderAsync(customer, new { cartId }, key)));
        await shop.PriceAsync(product, 20);
        var late = await OrderAsync(customer, new { cartId, expectedTotal = new { amount = 1, currency = "EUR" } }, key);
        var other = await OrderAsync(customer, new { cartId, items = new[] { new { sku = product.Sku, quantity = 3 } } }, key);

        Assert.Single(answers.Append(late).Select(a => a.Is(HttpStatusCode.Created).Body).Distinct());
        other.Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_order_that_costs_other_than_the_customer_saw_is_refused_with_the_new_total()
    {
        var product = await shop.ProductAsync(price: 60);
        using var customer = await shop.CustomerAsync();
        var items = new[] { new { sku = product.Sku, quantity = 1 } };

        var dearer = await OrderAsync(customer, new { items, expectedTotal = new { amount = 71.39m, currency = "EUR" } });
        var other = await OrderAsync(customer, new { items, expectedTotal = new { amount = 71.40m, currency = "USD" } });

        Assert.All([dearer, other], refused => Assert.Equal(
            ("total_changed", "71.40", "EUR"),
            (Text(refused.Is(HttpStatusCode.Conflict).Json, "reason"), refused.Json.GetProperty("total").GetRawText(), Text(refused.Json, "currency"))));
        Assert.Empty((await customer.Http.GetJsonAsync("/api/orders")).Json.GetProperty("items").EnumerateArray());
        (await OrderAsync(customer, new { items, expectedTotal = new { amount = 71.4m, currency = "EUR" } })).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cart_whose_prices_changed_is_ordered_only_after_the_customer_accepted_them(bool byTotal)
    {
        var product = await shop.ProductAsync(price: 60);
        using var customer = await shop.CustomerAsync();
        var cartId = (await AddAsync(customer, product, 1)).Id;
        await shop.PriceAsync(product, 120);

        var refused = (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.Conflict).Json;
        if (!byTotal)
        {
            (await customer.Http.PostJsonAsync("/api/cart/accept-prices", null)).Is(HttpStatusCode.OK);
        }

        object accepted = byTotal ? new { cartId, expectedTotal = new { amount = 142.80m, currency = "EUR" } } : new { cartId };
        var order = (await OrderAsync(customer, accepted)).Is(HttpStatusCode.Created).Json;

        Assert.Equal(("price_changed", "142.80"), (Text(refused, "reason"), refused.GetProperty("total").GetRawText()));
        Assert.Equal("142.80", order.GetProperty("total").GetRawText());
    }

    [Fact]
    public async Task Items_beside_a_cart_must_be_those_of_the_cart()
    {
        var (one, two) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        await AddAsync(customer, one, 2);
        var cartId = (await AddAsync(customer, two, 1)).Id;
        (TestProduct Product, int Quantity)[][] others = [[(one, 2)], [(one, 1), (two, 1)], [(one, 2), (two, 1), (two, 1)], [(one, 1), (one, 2), (two, 1)]];

        foreach (var items in others)
        {
            (await OrderAsync(customer, new { cartId, items = Items(items) })).Is(HttpStatusCode.Conflict).Names("items");
        }

        (await OrderAsync(customer, new { cartId, items = Items((two, 1), (one, 1), (one, 1)) })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_cart_that_the_customer_does_not_have_is_named()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var guest = shop.Client();
        var empty = (await customer.Http.GetJsonAsync("/api/cart")).Id;
        var guests = (await guest.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 })).Is(HttpStatusCode.OK).Id;

        foreach (var cartId in new[] { empty, guests, Guid.NewGuid() })
        {
            (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.UnprocessableEntity).Names("cartId");
            (await OrderAsync(customer, new { cartId, items = Items((product, 1)) })).Is(HttpStatusCode.UnprocessableEntity).Names("cartId");
        }

        (await OrderAsync(customer, new { })).Is(HttpStatusCode.BadRequest).Names("items");
        Assert.Single(Lines((await guest.SendAsync(HttpMethod.Get, "/api/cart", null, m => m.Headers.Add("X-Cart-Id", guests.ToString()))).Json));
    }

    [Fact]
    public async Task A_cart_with_what_is_no_longer_sold_is_not_ordered()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var cartId = (await AddAsync(customer, product, 1)).Id;
        var etag = (await admin.GetJsonAsync($"/api/products/{product.Id}")).Response.Headers.ETag!.Tag;
        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{product.Id}", null, m => m.Headers.TryAddWithoutValidation("If-Match", etag))).Is(HttpStatusCode.NoContent);

        (await OrderAsync(customer, new { cartId })).Is(HttpStatusCode.UnprocessableEntity).Names("cartId");
    }

    static async Task<Answer> AddAsync(TestCustomer customer, TestProduct product, int quantity) =>
        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity })).Is(HttpStatusCode.OK);

    // What is ordered, with address and payment.
    static Task<Answer> OrderAsync(TestCustomer customer, object ordered, string? key = null)
    {
        var body = JsonSerializer.SerializeToNode(new { shippingAddress = OrderBody.Address, payment = new { method = "card", token = "tok_ok" } })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(ordered)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return customer.Http.PostJsonAsync("/api/orders", body, key ?? Guid.NewGuid().ToString());
    }

    static object[] Items(params (TestProduct Product, int Quantity)[] items) => [.. items.Select(i => new { sku = i.Product.Sku, quantity = i.Quantity })];

    static IReadOnlyList<(string Sku, int Quantity)> Lines(JsonElement parent) =>
        [.. parent.GetProperty("items").EnumerateArray().Select(i => (Text(i, "sku")!, i.GetProperty("quantity").GetInt32()))];

    static string? Text(JsonElement parent, string member) => parent.GetProperty(member).GetString();
}
