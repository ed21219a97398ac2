using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.CartsService;

public sealed class CartTests(TestShop shop)
{
    [Fact]
    public async Task A_guests_cart_joins_the_users_at_sign_in_and_once_only()
    {
        var (shared, own) = (await shop.ProductAsync(price: 10m), await shop.ProductAsync(price: 20m));
        using var guest = shop.Client();
        using var customer = await shop.CustomerAsync();
        var cartId = (await guest.PostJsonAsync("/api/cart/items", new { sku = shared.Sku, quantity = 2 })).Is(HttpStatusCode.OK).Id;
        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = shared.Sku, quantity = 1 })).Is(HttpStatusCode.OK);
        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = own.Sku, quantity = 1 })).Is(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WithIdAsync(customer.Http, cartId)));

        var cart = (await customer.Http.GetJsonAsync("/api/cart")).Json;
        Assert.Equal(new() { [shared.Sku] = 3, [own.Sku] = 1 }, Quantities(cart));
        Assert.Equal(50m, cart.GetProperty("subtotal").GetDecimal());
        Assert.All(answers, a => Assert.Equal(cart.GetProperty("id").GetGuid(), a.Is(HttpStatusCode.OK).Id));
        Assert.Empty(Quantities((await WithIdAsync(guest, cartId)).Json));
    }

    [Fact]
    public async Task A_guests_cart_exists_from_its_first_line_on()
    {
        var product = await shop.ProductAsync();
        using var guest = shop.Client();
        var looked = (await guest.GetJsonAsync("/api/cart")).Is(HttpStatusCode.OK);
        var id = looked.Id;
        Assert.Equal(0, looked.Json.GetProperty("itemCount").GetInt32());
        Assert.Equal([id.ToString()], looked.Response.Headers.GetValues("X-Cart-Id"));

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "/api/cart"), (HttpMethod.Delete, "/api/cart"), (HttpMethod.Delete, $"/api/cart/items/{product.Sku}"), (HttpMethod.Post, "/api/cart/accept-prices"),
        })
        {
            Assert.Equal(id, (await guest.SendAsync(method, path, null, Of(id))).Is(HttpStatusCode.OK).Id);
        }

        Assert.Equal(0, await StoredAsync(id));
        var line = new { sku = product.Sku, quantity = 1 };
        var added = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => guest.SendAsync(HttpMethod.Post, "/api/cart/items", line, Of(id))));
        Assert.All(added, a => Assert.Equal(id, a.Is(HttpStatusCode.OK).Id));
        Assert.Equal(new() { [product.Sku] = 3 }, Quantities((await WithIdAsync(guest, id)).Json));
        Assert.Equal(1, await StoredAsync(id));
    }

    [Fact]
    public async Task A_guest_cannot_choose_the_id_of_a_cart()
    {
        var product = await shop.ProductAsync();
        using var guest = shop.Client();
        var chosen = Guid.NewGuid();

        var added = (await guest.SendAsync(HttpMethod.Post, "/api/cart/items", new { sku = product.Sku, quantity = 1 }, Of(chosen))).Is(HttpStatusCode.OK);

        Assert.NotEqual(chosen, added.Id);
        Assert.Equal(0, await StoredAsync(chosen));
    }

    [Fact]
    public async Task Quantities_are_changed_and_lines_removed()
    {
        var (one, two) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => customer.Http.PostJsonAsync("/api/cart/items", new { sku = one.Sku, quantity = 1 })));
        Assert.Equal(new() { [one.Sku] = 5 }, Quantities((await customer.Http.GetJsonAsync("/api/cart")).Json));

        await customer.Http.PutJsonAsync($"/api/cart/items/{one.Sku}", new { quantity = 2 });
        Assert.Equal(new() { [one.Sku] = 2, [two.Sku] = 1 }, Quantities((await customer.Http.PostJsonAsync("/api/cart/items", new { sku = two.Sku, quantity = 1 })).Json));
        Assert.Equal(new() { [two.Sku] = 1 }, Quantities((await customer.Http.PutJsonAsync($"/api/cart/items/{one.Sku}", new { quantity = 0 })).Json));
        Assert.Empty(Quantities((await customer.Http.SendAsync(HttpMethod.Delete, $"/api/cart/items/{two.Sku}")).Json));
    }

    [Fact]
    public async Task A_price_that_changed_is_shown_until_it_is_accepted()
    {
        var product = await shop.ProductAsync(price: 10m);
        using var customer = await shop.CustomerAsync();
        await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 });

        await shop.PriceAsync(product, 12m);
        var item = await ItemAsync(customer, i => i.GetProperty("issue").GetString() == "price_changed");

        Assert.Equal(12m, item.GetProperty("unitPrice").GetDecimal());
        Assert.Equal(10m, item.GetProperty("previousPrice").GetDecimal());
        var accepted = (await customer.Http.PostJsonAsync("/api/cart/accept-prices", null)).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.Equal(JsonValueKind.Null, accepted.GetProperty("issue").ValueKind);
    }

    [Fact]
    public async Task What_is_short_or_gone_is_shown_and_stays_in_the_cart()
    {
        var product = await shop.ProductAsync(stock: 1);
        using var customer = await shop.CustomerAsync();
        await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 2 });

        await ItemAsync(customer, i => i.GetProperty("issue").GetString() == "insufficient_stock" && i.GetProperty("available").GetInt32() == 1);
        using var admin = await shop.AdminAsync();
        (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel = 0, warehouseId = "main" })).Is(HttpStatusCode.OK);

        await ItemAsync(customer, i => i.GetProperty("issue").GetString() == "out_of_stock" && i.GetProperty("quantity").GetInt32() == 2);
    }

    [Fact]
    public async Task Two_tabs_that_order_one_cart_make_one_order()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var cartId = (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 })).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OrderAsync(customer, product.Sku, cartId)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.Conflict));
        Assert.Single((await customer.Http.GetJsonAsync("/api/orders")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_can_use_up_the_cart_of_another_by_naming_it_in_an_order()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        var cartId = (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 })).Id;

        (await OrderAsync(other, product.Sku, cartId)).Is(HttpStatusCode.UnprocessableEntity).Names("cartId");

        (await OrderAsync(customer, product.Sku, cartId)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_id_of_a_customers_cart_opens_nothing_to_others()
    {
        using var customer = await shop.CustomerAsync();
        using var nobody = shop.Client();
        var theirs = (await customer.Http.GetJsonAsync("/api/cart")).Id;

        Assert.NotEqual(theirs, (await WithIdAsync(nobody, theirs)).Is(HttpStatusCode.OK).Id);
    }

    [Theory]
    [InlineData("not an id")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("' or 1=1 --")]
    public async Task An_id_of_no_cart_opens_a_new_one(string id)
    {
        using var nobody = shop.Client();

        var answer = await nobody.SendAsync(HttpMethod.Get, "/api/cart", null, m => m.Headers.TryAddWithoutValidation("X-Cart-Id", id));

        Assert.Empty(answer.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.NotEqual(id, answer.Response.Headers.GetValues("X-Cart-Id").Single());
    }

    [Fact]
    public async Task A_cart_costs_what_its_order_costs()
    {
        var product = await shop.ProductAsync(price: 19.99m);
        using var customer = await shop.CustomerAsync();
        await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 2 });

        var cart = (await customer.Http.GetJsonAsync("/api/cart")).Json;
        var quote = (await customer.Http.PostJsonAsync("/api/orders/quote", new { items = new[] { new { sku = product.Sku, quantity = 2 } } })).Is(HttpStatusCode.OK).Json;

        Assert.All(["subtotal", "tax", "shipping", "total"], part => Assert.Equal(quote.GetProperty(part).GetDecimal(), cart.GetProperty(part).GetDecimal()));
    }

    static Task<Answer> WithIdAsync(HttpClient client, Guid cartId) =>
        client.SendAsync(HttpMethod.Get, "/api/cart", null, m => m.Headers.Add("X-Cart-Id", cartId.ToString()));

    static Action<HttpRequestMessage> Of(Guid cartId) => request => request.Headers.Add("X-Cart-Id", cartId.ToString());

    async Task<int> StoredAsync(Guid cartId)
    {
        await using var carts = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("carts"));
        await using var count = carts.CreateCommand("select count(*)::int from carts where id = $1");
        count.Parameters.Add(new() { Value = cartId });
        return (int)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    static Task<Answer> OrderAsync(TestCustomer customer, string sku, Guid cartId) => customer.Http.PostJsonAsync(
        "/api/orders",
        new { items = new[] { new { sku, quantity = 1 } }, shippingAddress = OrderBody.Address, payment = new { method = "card", token = "tok_ok" }, cartId },
        Guid.NewGuid().ToString());

    static Dictionary<string, int> Quantities(JsonElement cart) =>
        cart.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("sku").GetString()!, i => i.GetProperty("quantity").GetInt32());

    static async Task<JsonElement> ItemAsync(TestCustomer customer, Func<JsonElement, bool> wanted) =>
        (await Eventually.AnsweredAsync(customer.Http, "/api/cart", cart => wanted(cart.GetProperty("items")[0]))).GetProperty("items")[0];
}
