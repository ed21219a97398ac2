using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class OptionMatrixTests
{
    static readonly ProductRequest Shirt = new("Shirt", "shirts", Variants: [Variant("A", "S", "Red"), Variant("B", "M", "Red"), Variant("C", "S", "Blue")]);

    static readonly ProductOptionRequest[] Declared = [new("colour", ["Blue", "Red", "Green"]), new("size", ["S", "M"])];

    [Fact]
    public void Declared_options_keep_their_order_and_values_without_a_variant()
    {
        var draft = Check(Shirt with { Options = Declared }, out _)!;

        Assert.Equal(["colour: Blue Red Green", "size: S M"], draft.Options.Select(TextOf));
        Assert.True(draft.AreOptionsDeclared);
    }

    [Fact]
    public void Without_a_declaration_the_variants_decide_in_the_order_of_their_first_values()
    {
        var draft = Check(Shirt, out _)!;

        Assert.Equal(["size: S M", "colour: Red Blue"], draft.Options.Select(TextOf));
        Assert.False(draft.AreOptionsDeclared);
    }

    [Fact]
    public void Variants_that_are_no_matrix_are_accepted_and_have_no_options()
    {
        VariantRequest plain = new("P", 1m);

        foreach (var variants in new VariantRequest[][]
        {
            [Variant("A", "S", "Red"), plain],
            [Variant("A", "S", "Red"), Variant("B", "S", "Red")],
            [plain],
            [new("A", 1m, Options: Enumerable.Range(0, 5).ToDictionary(i => $"o{i}", _ => "x"))],
        })
        {
            Assert.Empty(Check(Shirt with { Variants = variants }, out _)!.Options);
            Assert.Empty(Check(Shirt with { Variants = variants, Options = [] }, out _)!.Options);
        }
    }

    [Theory]
    [InlineData("S", "Red", "variants[1].options")]
    [InlineData("XL", "Red", "variants[1].options.size")]
    [InlineData("s", "Red", "variants[1].options.size")]
    [InlineData(null, "Red", "variants[1].options.size")]
    public void A_variant_that_does_not_fit_the_declaration_is_named(string? size, string colour, string field)
    {
        var options = new Dictionary<string, string> { ["colour"] = colour };
        if (size is not null)
        {
            options["size"] = size;
        }

        Assert.Null(Check(Shirt with { Options = Declared, Variants = [Variant("A", "S", "Red"), new("B", 1m, Options: options)] }, out var fields));
        Assert.Equal([field], fields);
    }

    [Fact]
    public void An_option_that_is_not_declared_is_named()
    {
        Assert.Null(Check(Shirt with { Options = [Declared[1]], Variants = [Variant("A", "S", "Red")] }, out var fields));
        Assert.Equal(["variants[0].options.colour"], fields);
    }

    [Fact]
    public void A_declaration_that_cannot_be_is_named()
    {
        Assert.Equal(["options"], Fields(Enumerable.Range(0, 5).Select(i => new ProductOptionRequest($"o{i}", ["x"]))));
        Assert.Equal(["options[0].name"], Fields([new("a=b", ["x"])]));
        Assert.Equal(["options[0].name"], Fields([null!]));
        Assert.Equal(["options[1].name"], Fields([new("size", ["x"]), new("Size", ["x"])]));
        Assert.Equal(["options[0].values"], Fields([new("size", [])]));
        Assert.Equal(["options[0].values"], Fields([new("size", [.. Enumerable.Range(0, 101).Select(i => $"{i}")])]));
        Assert.Equal(["options[0].values[1]", "options[0].values[2]"], Fields([new("size", ["x", "X", ""])]));
        Assert.Null(Check(new("Shirt", "shirts", Price: 1m, Options: Declared), out var fields));
        Assert.Equal(["options"], fields);
    }

    [Fact]
    public void Options_are_read_from_variants_that_an_earlier_version_stored_or_changed()
    {
        Dictionary<string, string> small = new() { ["size"] = "S" }, large = new() { ["size"] = "L" };

        Assert.Equal(["size: S L"], OptionMatrix.Of(null, false, [small, large]).Select(TextOf));
        Assert.Equal(["size: M L S"], OptionMatrix.Of([new("size", ["M", "L"])], true, [small, large]).Select(TextOf));
        Assert.Equal(["size: L S"], OptionMatrix.Of([new("size", ["M", "L"]), new("colour", ["Red"])], false, [small, large]).Select(TextOf));
        Assert.Empty(OptionMatrix.Of([new("size", ["M", "L"])], true, [small, new Dictionary<string, string>()]));
    }

    [Fact]
    public void The_image_of_a_variant_is_one_of_the_product()
    {
        var (one, other) = ($"/api/products/images/{new string('a', 64)}", $"/api/products/images/{new string('b', 64)}");
        var product = Shirt with { Images = [new($"{one}-1600.webp")] };

        Assert.NotNull(Check(product with { Variants = [new("A", 1m, Image: $"{one}-480.webp")] }, out _));
        Assert.Null(Check(product with { Variants = [new("A", 1m), new("B", 1m, Image: $"{other}-480.webp")] }, out var fields));
        Assert.Equal(["variants[1].image"], fields);
    }

    static VariantRequest Variant(string sku, string size, string colour) =>
        new(sku, 1m, Options: new Dictionary<string, string> { ["size"] = size, ["colour"] = colour });

    static string TextOf(ProductOption option) => $"{option.Name}: {string.Join(' ', option.Values)}";

    static ProductDraft? Check(ProductRequest input, out IEnumerable<string> fields)
    {
        var errors = new Dictionary<string, string[]>();
        fields = errors.Keys;
        return ProductRules.Check(Guid.CreateVersion7(), input, "EUR", errors);
    }

    static IEnumerable<string> Fields(IEnumerable<ProductOptionRequest> options)
    {
        Check(Shirt with { Options = [.. options] }, out var fields);
        return fields;
    }
}
