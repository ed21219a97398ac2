using System.Text.Json;
using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class ProductRulesTests
{
    static readonly Guid Id = Guid.Parse("0198c7d1-0000-7000-8000-000000000001");

    static readonly ProductRequest Simple = new("Lamp", "lamps", Price: 10m);

    [Fact]
    public void A_product_without_variants_has_one_of_its_own_price_and_a_made_up_sku()
    {
        var draft = Check(Simple)!;
        var variant = Assert.Single(draft.Variants);
        Assert.Equal((10m, Id.ToString("N")), (variant.Price, variant.Sku));
        Assert.Equal("EUR", draft.Currency);
    }

    [Fact]
    public void An_edit_without_a_sku_keeps_the_one_there_is() =>
        Assert.Equal("LAMP-1", ProductRules.Check(Id, Simple, "EUR", [], currentSku: "LAMP-1")!.Variants[0].Sku);

    [Fact]
    public void The_price_of_a_product_is_the_lowest_of_its_variants() =>
        Assert.Equal(8m, Check(Simple with { Variants = [new("A", 9m), new("B", 8m)] })!.Price);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.005")]
    [InlineData("10000000")]
    public void A_price_is_positive_bounded_and_has_two_decimals(string price) =>
        Assert.Equal(["price"], Errors(Simple with { Price = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) }));

    [Fact]
    public void The_highest_price_is_possible() => Assert.Empty(Errors(Simple with { Price = ProductRules.PriceMax }));

    [Fact]
    public void A_price_is_needed() => Assert.Equal(["price"], Errors(Simple with { Price = null }));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("A\n")]
    public void A_sku_has_letters_digits_dots_dashes_and_underscores(string sku) => Assert.Equal(["sku"], Errors(Simple with { Sku = sku }));

    [Fact]
    public void A_sku_has_at_most_64_characters()
    {
        Assert.Empty(Errors(Simple with { Sku = new string('a', 64) }));
        Assert.Equal(["sku"], Errors(Simple with { Sku = new string('a', 65) }));
    }

    [Fact]
    public void Two_variants_cannot_share_a_sku() =>
        Assert.Equal(["variants[1].sku"], Errors(Simple with { Variants = [new("A", 1m), new("A", 1m)] }));

    [Fact]
    public void All_variants_have_one_currency()
    {
        Assert.Equal(["variants[1].currency"], Errors(Simple with { Variants = [new("A", 1m, "USD"), new("B", 1m, "EUR")] }));
        Assert.Equal("USD", Check(Simple with { Variants = [new("A", 1m, "USD"), new("B", 1m)] })!.Currency);
    }

    [Theory]
    [InlineData("JPY", 100.55, false)]
    [InlineData("JPY", 1980, true)]
    [InlineData("KWD", 1.234, true)]
    [InlineData("KWD", 1.2345, false)]
    [InlineData("EUR", 1.234, false)]
    public void A_price_has_the_decimals_of_its_currency(string currency, double price, bool valid)
    {
        Assert.Equal(valid ? [] : ["price"], Errors(Simple with { Price = (decimal)price, Currency = currency }));
        Assert.Equal(valid ? [] : ["variants[0].price"], Errors(Simple with { Variants = [new("A", (decimal)price)], Currency = currency }));
    }

    [Fact]
    public void A_product_that_states_no_currency_is_in_that_of_the_shop() => Assert.Equal("USD", ProductRules.Check(Id, Simple, "USD", [])!.Currency);

    [Theory]
    [InlineData("ZZZ")]
    [InlineData("eur")]
    [InlineData("")]
    public void A_currency_is_one_of_ISO_4217(string currency) => Assert.Equal(["currency"], Errors(Simple with { Currency = currency }));

    [Theory]
    [InlineData("""{"a":"x","b":1.5,"c":true}""", true)]
    [InlineData("""{"a":null}""", false)]
    [InlineData("""{"a":[1]}""", false)]
    [InlineData("""{"a":{"b":1}}""", false)]
    [InlineData("""{"a":1e400}""", false)]
    [InlineData("""{"a":"\ud800"}""", false)]
    [InlineData("""{"a":"\u0000"}""", false)]
    public void An_attribute_is_a_text_a_number_or_a_truth_value(string attributes, bool possible)
    {
        var errors = Errors(Simple with { Attributes = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(attributes) });
        Assert.Equal(possible ? [] : ["attributes.a"], errors);
    }

    [Fact]
    public void There_are_at_most_50_attributes()
    {
        var one = JsonSerializer.SerializeToElement(1);
        Assert.Empty(Errors(Simple with { Attributes = Enumerable.Range(0, 50).ToDictionary(i => $"a{i}", _ => one) }));
        Assert.Equal(["attributes"], Errors(Simple with { Attributes = Enumerable.Range(0, 51).ToDictionary(i => $"a{i}", _ => one) }));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere/x.png")]
    [InlineData("data:image/png;base64,AA==")]
    [InlineData("x.png")]
    [InlineData("https://elsewhere.example/x.png")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("/api/products/images/x.png")]
    [InlineData("/api/products/images/../0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png")]
    [InlineData("/api/products/images/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-480.webp?x")]
    [InlineData("/api/products/images/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-480.webp\n")]
    public void A_picture_is_one_of_the_shop(string url) => Assert.Equal(["images[0].url"], Errors(Simple with { Images = [new(url)] }));

    [Theory]
    [InlineData(".png")]
    [InlineData("-1600.webp")]
    [InlineData("-480.webp")]
    public void A_picture_is_named_by_any_of_its_files(string ending) =>
        Assert.Empty(Errors(Simple with { Images = [new($"/api/products/images/{new string('a', 64)}{ending}")] }));

    [Fact]
    public void Missing_elements_of_lists_are_named() =>
        Assert.Equal(
            ["tags[0]", "images[0].url", "variants[0]"],
            Errors(Simple with { Tags = [null!], Images = [null!], Variants = [null!, new("A", 1m)] }));

    [Fact]
    public void Errors_of_a_batch_name_the_item()
    {
        var errors = new Dictionary<string, string[]>();
        ProductRules.Check(Id, Simple with { Name = " " }, "EUR", errors, "items[3].");
        Assert.Equal(["items[3].name"], errors.Keys);
    }

    static ProductDraft? Check(ProductRequest input) => ProductRules.Check(Id, input, "EUR", []);

    static IEnumerable<string> Errors(ProductRequest input)
    {
        var errors = new Dictionary<string, string[]>();
        var draft = ProductRules.Check(Id, input, "EUR", errors);
        Assert.Equal(errors.Count == 0, draft is not null);
        return errors.Keys;
    }
}
