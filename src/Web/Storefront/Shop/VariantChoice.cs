using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>The variants of a product as a choice of options: one row of values for size, one for colour, …</summary>
internal sealed class VariantChoice
{
    readonly IReadOnlyList<Variant> _variants;
    readonly IReadOnlyList<ProductOption> _options;

    /// <param name="variants">The variants of the product, at least one.</param>
    /// <param name="sku">The variant that the visitor chose; without it, the first that can be bought.</param>
    /// <param name="options">The options with their values in order; without them, they are in the order in which variants have them.</param>
    public VariantChoice(IReadOnlyList<Variant> variants, string? sku, IReadOnlyList<ProductOption>? options = null)
    {
        _variants = variants;
        _options = options is { Count: > 0 }
            ? options
            : [.. variants.SelectMany(OptionsOf).GroupBy(o => o.Key, o => o.Value).Select(o => new ProductOption(o.Key, [.. o.Distinct()]))];
        Selected = variants.FirstOrDefault(x => x.Sku == sku) ?? variants.FirstOrDefault(x => x.Available > 0) ?? variants[0];
    }

    public Variant Selected { get; }

    /// <summary>The options in which variants differ, with all values that a variant has.</summary>
    public IEnumerable<(string Name, IEnumerable<OptionValue> Values)> Rows =>
        from option in _options
        let values = option.Values.Where(value => _variants.Any(x => ValueOf(x, option.Name) == value)).ToList()
        where values.Count > 1
        select (option.Name, values.Select(value => Offer(option.Name, value)));

    OptionValue Offer(string name, string value)
    {
        // Choosing a value keeps the other options; where no such variant exists the nearest one is offered instead.
        var others = OptionsOf(Selected).Where(o => o.Key != name).ToList();
        var target = _variants
            .Where(x => ValueOf(x, name) == value)
            .OrderByDescending(x => others.Count(o => ValueOf(x, o.Key) == o.Value)).ThenByDescending(x => x.Available > 0)
            .First();
        return new OptionValue(
            value, target.Sku, ValueOf(Selected, name) == value, target.Available > 0,
            [.. OptionsOf(target).Where(o => o.Key != name && ValueOf(Selected, o.Key) != o.Value)]);
    }

    static IEnumerable<KeyValuePair<string, string>> OptionsOf(Variant variant) => variant.Options ?? Enumerable.Empty<KeyValuePair<string, string>>();

    static string? ValueOf(Variant variant, string name) => variant.Options?.GetValueOrDefault(name);
}

/// <summary>A value of an option.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sku">The variant that choosing it leads to.</param>
/// <param name="IsSelected">Whether it is chosen now.</param>
/// <param name="IsAvailable">Whether that variant can be bought.</param>
/// <param name="Changed">What else choosing it changes, because no variant has it together with the other values that are chosen.</param>
internal sealed record OptionValue(string Value, string Sku, bool IsSelected, bool IsAvailable, IReadOnlyList<KeyValuePair<string, string>> Changed);
