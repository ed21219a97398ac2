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
        Assert.Equal([new("colour", "Red")], small.Changed);
    }

    [Fact]
    public void A_value_that_goes_with_the_others_changes_nothing_else() =>
        Assert.Empty(Value(new VariantChoice(Shirt, "M-RED"), "colour", "Blue").Changed);

    [Fact]
    public void Of_two_variants_that_are_as_near_the_one_in_stock_is_offered()
    {
        Variant[] shirts = [Of("A", 1, ("size", "S"), ("colour", "Red")), Of("B", 0, ("size", "M"), ("colour", "Blue")), Of("C", 1, ("size", "M"), ("colour", "Green"))];

        Assert.Equal("C", Value(new VariantChoice(shirts, "A"), "size", "M").Sku);
    }

    [Fact]
    public void Options_and_values_stand_in_the_order_of_the_product_and_those_without_a_variant_are_left_out()
    {
        var choice = new VariantChoice(Shirt, sku: null, [new("colour", ["Blue", "Red", "Green"]), new("size", ["S", "M", "L"])]);

        Assert.Equal(["colour: Blue Red", "size: S M"], choice.Rows.Select(row => $"{row.Name}: {string.Join(' ', row.Values.Select(v => v.Value))}"));
    }

    [Fact]
    public void Options_in_which_no_variants_differ_are_no_choice() =>
        Assert.Equal(["colour"], new VariantChoice(Shirt[1..], sku: null).Rows.Select(x => x.Name));

    static OptionValue Value(VariantChoice choice, string option, string value) =>
        choice.Rows.Single(x => x.Name == option).Values.Single(x => x.Value == value);

    static Variant Of(string sku, int available, params (string Name, string Value)[] options) =>
        new(Guid.CreateVersion7(), sku, 10m, "EUR", options.ToDictionary(x => x.Name, x => x.Value), available);
}
