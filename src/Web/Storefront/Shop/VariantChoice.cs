using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>The variants of a product as a choice of options: one row of values for size, one for colour, …</summary>
internal sealed class VariantChoice
{
    readonly IReadOnlyList<Variant> _variants;

    /// <param name="variants">The variants of the product, at least one.</param>
    /// <param name="sku">The variant that the visitor chose; without it, the first that can be bought.</param>
    public VariantChoice(IReadOnlyList<Variant> variants, string? sku)
    {
        _variants = variants;
        Selected = variants.FirstOrDefault(x => x.Sku == sku) ?? variants.FirstOrDefault(x => x.Available > 0) ?? variants[0];
    }

    public Variant Selected { get; }

    /// <summary>The options in which variants differ, with all their values.</summary>
    public IEnumerable<(string Name, IEnumerable<OptionValue> Values)> Rows =>
        from name in _variants.SelectMany(OptionsOf).Select(x => x.Key).Distinct()
        let values = _variants.Select(x => ValueOf(x, name)).OfType<string>().Distinct().ToList()
        where values.Count > 1
        select (name, values.Select(value => Offer(name, value)));

    OptionValue Offer(string name, string value)
    {
        // Choosing a value keeps the other options; where no such variant exists the nearest one is offered instead.
        var target = _variants
            .Where(x => ValueOf(x, name) == value)
            .MaxBy(x => OptionsOf(Selected).Count(o => o.Key != name && ValueOf(x, o.Key) == o.Value));
        return new OptionValue(value, target!.Sku, ValueOf(Selected, name) == value, target.Available > 0);
    }

    static IEnumerable<KeyValuePair<string, string>> OptionsOf(Variant variant) => variant.Options ?? Enumerable.Empty<KeyValuePair<string, string>>();

    static string? ValueOf(Variant variant, string name) => variant.Options?.GetValueOrDefault(name);
}

/// <summary>A value of an option.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sku">The variant that choosing it leads to.</param>
/// <param name="IsSelected">Whether it is chosen now.</param>
/// <param name="IsAvailable">Whether that variant can be bought.</param>
internal sealed record OptionValue(string Value, string Sku, bool IsSelected, bool IsAvailable);
