using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>
/// The options of a product and the variants that combine their values. In a matrix each variant has exactly one value of each option, and no two variants have
/// the same values.
/// </summary>
internal static class OptionMatrix
{
    /// <summary>The most options of a matrix.</summary>
    public const int OptionsMax = 4;

    /// <summary>The most values of an option: as many as a product has variants.</summary>
    public const int ValuesMax = 100;

    /// <summary>The options of the variants of a product; none if the variants are no matrix of them.</summary>
    /// <param name="stored">The options as they are stored: their order decides. Null if an earlier version stored the product.</param>
    /// <param name="areDeclared">Whether values without a variant are options too.</param>
    /// <param name="variants">The option values of each variant.</param>
    public static IReadOnlyList<ProductOption> Of(
        IReadOnlyList<ProductOption>? stored, bool areDeclared, IReadOnlyList<IReadOnlyDictionary<string, string>> variants)
    {
        var options = Extend(stored ?? [], variants, addsOptions: true);
        if (!areDeclared)
        {
            var used = variants.SelectMany(v => v).ToHashSet();
            options = [.. options.Select(o => o with { Values = [.. o.Values.Where(v => used.Contains(new(o.Name, v)))] }).Where(o => o.Values.Count > 0)];
        }

        return options.Count is > 0 and <= OptionsMax
            && options.All(o => o.Values.Count <= ValuesMax)
            && variants.All(v => v.Count == options.Count)
            && variants.DistinctBy(v => KeyOf(options, v)).Count() == variants.Count
            ? options
            : [];
    }

    /// <summary>Adds the values that variants have, and options if asked for, behind those that there are.</summary>
    public static IReadOnlyList<ProductOption> Extend(
        IReadOnlyList<ProductOption> options, IEnumerable<IReadOnlyDictionary<string, string>> variants, bool addsOptions)
    {
        var names = options.Select(o => o.Name).ToList();
        var values = options.ToDictionary(o => o.Name, o => o.Values.ToList(), StringComparer.Ordinal);
        foreach (var (name, value) in variants.SelectMany(v => v))
        {
            if (!values.TryGetValue(name, out var known))
            {
                if (!addsOptions)
                {
                    continue;
                }

                names.Add(name);
                known = values[name] = [];
            }

            if (!known.Contains(value, StringComparer.Ordinal))
            {
                known.Add(value);
            }
        }

        return [.. names.Select(name => new ProductOption(name, values[name]))];
    }

    /// <summary>Finds what is wrong with declared options, and with variants that do not fit them.</summary>
    /// <param name="options">The options that the request declares, at least one.</param>
    /// <param name="variants">The variants of the request; missing elements have errors of their own.</param>
    /// <param name="addError">Takes a field and what is wrong with it.</param>
    public static void Check(IReadOnlyList<ProductOption> options, IReadOnlyList<VariantRequest?> variants, Action<string, string> addError)
    {
        var hasErrors = false;
        CheckDeclaration(options, AddError);
        if (variants.Count == 0)
        {
            AddError("options", "Only a product with variants has options.");
        }

        if (!hasErrors)
        {
            CheckVariants(options, variants, addError);
        }

        void AddError(string field, string message)
        {
            hasErrors = true;
            addError(field, message);
        }
    }

    /// <summary>Reads options as they are stored.</summary>
    public static IReadOnlyList<ProductOption>? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, CatalogJson.Default.IReadOnlyListProductOption);

    static void CheckDeclaration(IReadOnlyList<ProductOption> options, Action<string, string> addError)
    {
        if (options.Count > OptionsMax)
        {
            addError("options", $"At most {OptionsMax} options are possible.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, option) in options.Take(OptionsMax).Index())
        {
            if (!ProductRules.IsName(option.Name) || option.Name.Contains('=', StringComparison.Ordinal))
            {
                addError($"options[{i}].name", "The name of an option has 1 to 50 visible characters, and no equals sign.");
            }
            else if (!names.Add(option.Name))
            {
                addError($"options[{i}].name", "Another option has the same name.");
            }
            else if (option.Values is not { Count: > 0 and <= ValuesMax } values)
            {
                addError($"options[{i}].values", $"An option has 1 to {ValuesMax} values.");
            }
            else
            {
                CheckValues($"options[{i}].values", values, addError);
            }
        }
    }

    static void CheckValues(string field, IReadOnlyList<string> values, Action<string, string> addError)
    {
        var distinct = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, value) in values.Index())
        {
            if (!ProductRules.IsName(value))
            {
                addError($"{field}[{i}]", "A value of an option has 1 to 50 visible characters.");
            }
            else if (!distinct.Add(value))
            {
                addError($"{field}[{i}]", "The option has this value twice.");
            }
        }
    }

    static void CheckVariants(IReadOnlyList<ProductOption> options, IReadOnlyList<VariantRequest?> variants, Action<string, string> addError)
    {
        var known = options.ToDictionary(o => o.Name, o => o.Values.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var combinations = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, variant) in variants.Index().Where(v => v.Item is not null))
        {
            var own = variant!.Options ?? new Dictionary<string, string>();
            var isComplete = own.Count == options.Count;
            foreach (var option in options)
            {
                if (!own.TryGetValue(option.Name, out var value) || value is null || !known[option.Name].Contains(value))
                {
                    addError($"variants[{i}].options.{option.Name}", value is null ? "Each variant has a value of each option." : "The option has no such value.");
                    isComplete = false;
                }
            }

            foreach (var name in own.Keys.Where(name => ProductRules.IsName(name) && !known.ContainsKey(name)))
            {
                addError($"variants[{i}].options.{name}", "The product has no such option.");
            }

            if (isComplete && !combinations.TryAdd(KeyOf(options, own), i))
            {
                addError($"variants[{i}].options", $"The variant {variants[combinations[KeyOf(options, own)]]!.Sku} has the same values.");
            }
        }
    }

    // Values are visible characters, so the separator is in none.
    static string KeyOf(IReadOnlyList<ProductOption> options, IReadOnlyDictionary<string, string> values) =>
        string.Join('\u001f', options.Select(o => values.GetValueOrDefault(o.Name)));
}
