using System.Security.Cryptography;
using System.Text.Json;
using Cartwright.Demo;
using Cartwright.Demo.Pictures;

namespace Cartwright.Unit.Demo;

public sealed class DemoCatalogTests
{
    static readonly DemoCatalog Shop = DemoCatalog.Create();

    static IEnumerable<DemoVariant> Variants => Shop.Products.SelectMany(product => product.Variants);

    [Fact]
    public void The_shop_has_1200_products_and_hundreds_of_them_have_variants()
    {
        Assert.Equal(1200, Shop.Products.Count);
        Assert.True(Shop.Products.Count(product => product.Variants.Count > 1) >= 300);
    }

    [Fact]
    public void The_tree_has_three_levels_and_lists_parents_before_children()
    {
        var depth = new Dictionary<string, int>();
        foreach (var category in Shop.Categories)
        {
            depth.Add(category.Slug, category.Parent is { } parent ? depth[parent] + 1 : 1);
        }

        Assert.True(depth.Count >= 36);
        Assert.Equal(3, depth.Values.Max());
    }

    [Fact]
    public void Every_category_without_children_has_products_and_no_product_is_elsewhere()
    {
        var parents = Shop.Categories.Select(category => category.Parent).ToHashSet();
        var leaves = Shop.Categories.Select(category => category.Slug).Where(slug => !parents.Contains(slug));

        Assert.Equal(leaves.Order(), Shop.Products.Select(product => product.Category).Distinct().Order());
    }

    [Fact]
    public void No_two_products_share_a_name_and_no_two_variants_a_sku()
    {
        Assert.Distinct(Shop.Products.Select(product => product.Name));
        Assert.Distinct(Variants.Select(variant => variant.Sku));
    }

    [Fact]
    public void Variants_of_a_product_differ_in_their_options()
    {
        foreach (var product in Shop.Products.Where(product => product.Variants.Count > 1))
        {
            Assert.Distinct(product.Variants.Select(variant => string.Join('|', variant.Options.Values)));
            Assert.All(product.Variants, variant => Assert.NotEmpty(variant.Options));
        }
    }

    [Fact]
    public void Prices_and_weights_are_positive_and_prices_have_whole_cents()
    {
        Assert.All(Variants, variant =>
        {
            Assert.True(variant.Price > 0);
            Assert.Equal(decimal.Round(variant.Price, 2), variant.Price);
            Assert.True(variant.WeightGrams > 0);
        });
    }

    [Fact]
    public void Descriptions_are_two_or_three_finished_sentences()
    {
        Assert.All(Shop.Products, product =>
        {
            Assert.DoesNotContain('{', product.Description + product.Name);
            Assert.EndsWith(".", product.Description, StringComparison.Ordinal);
            Assert.True(char.IsUpper(product.Description[0]) || char.IsDigit(product.Description[0]));
            Assert.InRange(product.Description.Split(". ").Length, 2, 4);
        });
    }

    [Fact]
    public void Most_variants_are_plentiful_some_are_low_and_a_few_are_sold_out_everywhere()
    {
        var total = (double)Variants.Count();
        Assert.All(Variants, variant => Assert.Equal(["berlin", "rotterdam", "lyon"], variant.Stock.Select(stock => stock.WarehouseId)));

        Assert.InRange(Variants.Count(variant => variant.Stock.All(stock => stock.StockLevel is >= 20 and <= 400)) / total, 0.7, 0.95);
        Assert.InRange(Variants.Count(variant => variant.Stock.Sum(stock => stock.StockLevel) == 0) / total, 0.01, 0.1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        Assert.Equal("668a02cc74f68b834e4a246f8d66dc2f35554eabe6656657630a5556c4c4daf0", HashOf(DemoCatalog.Create()));
    }

    [Fact]
    public void Another_seed_gives_another_shop()
    {
        Assert.NotEqual(HashOf(Shop), HashOf(DemoCatalog.Create(seed: 1)));
    }

    static string HashOf(DemoCatalog shop) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            shop.Categories,
            shop.Products,
            Drawings = shop.Products.SelectMany(product => product.Pictures).Select(DemoPictures.Draw),
        })));
}
