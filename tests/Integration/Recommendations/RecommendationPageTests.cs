using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.RecommendationsService;

public sealed class RecommendationPageTests(TestShop shop)
{
    [Fact]
    public async Task The_page_of_a_product_shows_what_is_bought_with_it_and_leaves_out_what_is_in_the_cart()
    {
        var (product, bought) = (await shop.ProductAsync(), await shop.ProductAsync());
        using var customer = await shop.CustomerAsync();
        var order = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(product.Sku, 1), (bought.Sku, 1)]), Guid.NewGuid().ToString());
        await customer.UntilAsync(order.Is(HttpStatusCode.Created).Id, "confirmed");
        using var visitor = shop.Client();
        var name = $"Product {bought.Sku}";
        await Eventually.TrueAsync(async () => Section(await PageAsync(visitor, product)).Contains(name, StringComparison.Ordinal), () => "The page does not show it.");

        var line = (await visitor.PostJsonAsync("/api/cart/items", new { sku = bought.Sku, quantity = 1 })).Is(HttpStatusCode.OK);
        var cart = Assert.Single(line.Response.Headers.GetValues("X-Cart-Id"));

        Assert.DoesNotContain(name, Section(await PageAsync(visitor, product, $"cartwright_cart={cart}")), StringComparison.Ordinal);
        Assert.Contains($"data-viewed=\"{product.Id}\"", await PageAsync(visitor, product), StringComparison.Ordinal);
    }

    static async Task<string> PageAsync(HttpClient client, TestProduct product, string? cookie = null)
    {
        var page = await client.SendAsync(HttpMethod.Get, $"/products/{product.Id}", null, request =>
        {
            if (cookie is not null)
            {
                request.Headers.Add("Cookie", cookie);
            }
        });
        return page.Is(HttpStatusCode.OK).Body;
    }

    // From the heading to the next one.
    static string Section(string page)
    {
        var start = page.IndexOf("Often bought together", StringComparison.Ordinal);
        return start < 0 ? "" : page[start..].Split("<h2")[0];
    }
}
