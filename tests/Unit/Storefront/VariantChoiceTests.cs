using Cartwright.Storefront.Api;
using Cartwright.Storefront.Shop;

namespace Cartwright.Unit.Storefront;

public sealed class VariantChoiceTests
{
    static readonly Variant[] Shirt =
    [
        Of("S-RED", 0, ("size", "S"), ("colour", "Red")),
        Of("M-RED", 4, ("size", "M"), ("colour", "Red")),
        Of("M-BLUE", 4, ("size", "M"), ("colour", "Blue")),
    ];

    [Fact]
    public void Without_a_choice_the_first_variant_in_stock_is_shown() =>
        Assert.Equal("M-RED", new VariantChoice(Shirt, sku: null).Selected.Sku);

    [Fact]
    public void A_product_that_is_sold_out_shows_its_first_variant() =>
        Assert.Equal("S-RED", new VariantChoice(Shirt[..1], "unknown").Selected.Sku);

    [Fact]
    public void Choosing_a_value_keeps_the_other_options() =>
        Assert.Equal("M-BLUE", Value(new VariantChoice(Shirt, "M-RED"), "colour", "Blue").Sku);

    [Fact]
    public void A_value_that_does_not_go_with_the_others_leads_to_the_nearest_variant()
    {
        var small = Value(new VariantChoice(Shirt, "M-BLUE"), "size", "S");

        Assert.Equal("S-RED", small.Sku);
        Assert.False(small.IsAvailable);
    }

    [Fact]
    public void Options_in_which_no_variants_differ_are_no_choice() =>
        Assert.Equal(["colour"], new VariantChoice(Shirt[1..], sku: null).Rows.Select(x => x.Name));

    static OptionValue Value(VariantChoice choice, string option, string value) =>
        choice.Rows.Single(x => x.Name == option).Values.Single(x => x.Value == value);

    static Variant Of(string sku, int available, params (string Name, string Value)[] options) =>
        new(Guid.CreateVersion7(), sku, 10m, "EUR", options.ToDictionary(x => x.Name, x => x.Value), available);
}
