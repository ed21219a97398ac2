using Cartwright.Demo;

namespace Cartwright.Unit.Demo;

public sealed class DemoSeederTests
{
    static readonly DemoCatalog Demo = DemoCatalog.Create();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_shop_gets_every_category_product_and_stock_level()
    {
        using var shop = new ShopInMemory();

        await Seed(shop);

        AssertComplete(shop);
    }

    [Theory]
    [InlineData("/api/products/categories/batch", 1)]
    [InlineData("/api/products/images", 300)]
    [InlineData("/api/products/batch", 1)]
    [InlineData("/api/products/batch", 3)]
    [InlineData("/api/inventory", 1)]
    [InlineData("/api/inventory", 11)]
    public async Task A_seeding_that_was_interrupted_is_completed_by_the_next(string path, int number)
    {
        using var shop = new ShopInMemory { LosesAnswer = (path, number) };
        await Assert.ThrowsAsync<HttpRequestException>(() => Seed(shop));
        shop.LosesAnswer = null;

        await Seed(shop);

        AssertComplete(shop);
    }

    [Fact]
    public async Task Seeding_a_full_shop_leaves_the_stock_alone_that_customers_have_bought_from()
    {
        using var shop = new ShopInMemory();
        await Seed(shop);
        var sku = Demo.Products.SelectMany(product => product.Variants).First(variant => variant.Stock[0].StockLevel > 20).Sku;
        shop.Stock[(sku, "berlin")] -= 5;
        var left = shop.Stock[(sku, "berlin")];

        await Seed(shop);

        Assert.Equal(left, shop.Stock[(sku, "berlin")]);
    }

    [Fact]
    public async Task Stock_waits_until_inventory_has_learnt_of_the_products()
    {
        using var shop = new ShopInMemory { RefusalsOfStock = 2 };

        await Seed(shop);

        AssertComplete(shop);
    }

    static async Task Seed(ShopInMemory shop)
    {
        using var client = new HttpClient(shop, disposeHandler: false) { BaseAddress = new Uri("http://shop.test/") };
        await new DemoSeeder(client, TimeProvider.System).SeedAsync(Demo, Cancel);
    }

    static void AssertComplete(ShopInMemory shop)
    {
        var variants = Demo.Products.SelectMany(product => product.Variants).ToArray();
        Assert.Equal(Demo.Categories.Select(category => category.Slug), shop.Categories);
        Assert.Equal(variants.Select(variant => variant.Sku).Concat(DemoBundles.Of(Demo).Select(bundle => bundle.Sku)).Order(), shop.Skus.Order());
        Assert.All(variants, variant => Assert.All(variant.Stock, stock =>
            Assert.Equal(stock.StockLevel, shop.Stock[(variant.Sku, stock.WarehouseId)])));
    }
}
