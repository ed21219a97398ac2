namespace Cartwright.Catalog.Feeds;

/// <summary>The rows of one product.</summary>
/// <param name="Current">The product as it is stored; null if it is new.</param>
/// <param name="Group">The group that the rows name; null if they name none.</param>
/// <param name="Rows">At least one, in the order of the file.</param>
internal sealed record ProductRows(CurrentProduct? Current, string? Group, IReadOnlyList<RowPatch> Rows);

/// <summary>Applies the rows of a product to it. Fields that the feed does not map stay as they are.</summary>
/// <param name="shopCurrency">The currency of a new product that names none.</param>
/// <param name="categories">The present slugs of categories, by each slug that one has or had.</param>
/// <param name="attributes">Applies attributes.</param>
/// <param name="images">Which of the images that rows name are there.</param>
internal sealed class ProductMerge(string shopCurrency, IReadOnlyDictionary<string, string> categories, AttributeMerge attributes, NamedImages images)
{
    const int VariantsMax = 100;

    static readonly Dictionary<string, bool> NoKinds = [];

    /// <summary>Returns the product as it becomes; null exactly if there are problems.</summary>
    /// <param name="id">The id of a product that is new.</param>
    /// <param name="product">The rows, and the product as it is stored.</param>
    /// <param name="isReactivated">Whether the product becomes active unless the rows say otherwise.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public ProductDraft? Merge(Guid id, ProductRows product, bool isReactivated, List<FeedProblem> problems)
    {
        var before = problems.Count;
        var (current, rows) = (product.Current, product.Rows);
        var variants = Variants(current, rows, problems);
        var brand = Common(rows, r => r.Brand, FieldKind.Brand, problems);
        var category = Needed(rows, r => r.Category, FieldKind.Category, problems) ?? current?.Category ?? "";
        var present = categories.GetValueOrDefault(category, category);
        var request = new ProductRequest(
            Needed(rows, r => r.Name, FieldKind.Name, problems) ?? current?.Name ?? "",
            present,
            Common(rows, r => r.Description, FieldKind.Description, problems) ?? current?.Description ?? "",
            brand is null || SameBrand(brand, current?.Brand) ? current?.Brand : brand.Length == 0 ? null : brand.Trim(),
            List(rows, r => r.Tags, FieldKind.Tags, problems) ?? current?.Tags ?? [],
            attributes.Merge(current, rows, present, problems),
            Active: Active(rows, problems) ?? (isReactivated || (current?.Active ?? true)),
            Variants: [.. variants.Select(v => v.Variant)],
            Currency: Common(rows, r => r.Currency, FieldKind.Currency, problems) ?? current?.Currency ?? shopCurrency,
            Options: Options(current, rows, variants, problems),
            Categories: Categories(current, rows, problems));
        var named = List(rows, r => r.Images, FieldKind.Images, problems);
        if (named?.FirstOrDefault(images.IsUnknown) is { } unknown)
        {
            problems.Add(rows[0].ProblemOf(f => f.Kind == FieldKind.Images, "images", $"There is no image {Shortened.Of(unknown)}."));
        }

        if (!categories.ContainsKey(category))
        {
            problems.Add(rows[0].ProblemOf(f => f.Kind == FieldKind.Category, "category", category.Length == 0 ? "A product needs a category." : "There is no such category."));
        }

        if (problems.Count > before)
        {
            return null;
        }

        var shown = named is null ? current?.Images ?? [] : images.Shown(named, current?.Images ?? []);
        // Most rows of most files change nothing, and what is stored has passed the rules.
        if (current is not null && current.Shows(shown) && current.IsSameAs(request))
        {
            return current.ToDraft();
        }

        var errors = new Dictionary<string, string[]>();
        var draft = ProductRules.Check(current?.Id ?? id, request, shopCurrency, errors);
        if (draft is not null)
        {
            attributes.Check(current, draft, errors);
            BundleRules.CheckKinds(draft, current?.Kinds ?? NoKinds, (field, message) => errors.TryAdd(field, [message]));
        }

        foreach (var (field, messages) in errors)
        {
            problems.Add(ProblemOf(field, messages[0], rows, variants));
        }

        if (draft is null || errors.Count > 0)
        {
            return null;
        }

        var merged = current is null ? draft : Keep(draft, current);
        return named is null ? merged : merged.Showing(shown);
    }

    // What rows do not set: images that they do not name, those of variants, and the order of options that nobody has declared.
    static ProductDraft Keep(ProductDraft draft, CurrentProduct current) => draft with
    {
        Images = current.Images,
        Slug = current.Slug,
        Variants = [.. draft.Variants.Select((v, i) => i < current.Variants.Count ? v with { Image = current.Variants[i].Image } : v)],
        Options = draft.AreOptionsDeclared ? draft.Options : OptionMatrix.Of(current.Options, areDeclared: false, [.. draft.Variants.Select(v => v.Options)]),
    };

    // Rows bring new values of the options that the product or the file declares, behind those that there are, but no new options.
    static IReadOnlyList<ProductOptionRequest>? Options(
        CurrentProduct? current, IReadOnlyList<RowPatch> rows, List<(VariantRequest Variant, RowPatch? Row)> variants, List<FeedProblem> problems)
    {
        var declared = List(rows, r => r.DeclaredOptions, FieldKind.Options, problems) is { } list ? DeclaredOptionList.Read(list) : current?.DeclaredOptions ?? [];
        var extended = OptionMatrix.Extend(declared, variants.Select(v => v.Variant.Options).OfType<IReadOnlyDictionary<string, string>>(), addsOptions: false);
        return [.. extended.Select(o => new ProductOptionRequest(o.Name, o.Values))];
    }

    // An unknown category is a problem of the first row that names it.
    IReadOnlyList<string> Categories(CurrentProduct? current, IReadOnlyList<RowPatch> rows, List<FeedProblem> problems)
    {
        var further = List(rows, r => r.Categories, FieldKind.Categories, problems) ?? current?.Categories ?? [];
        if (further.FirstOrDefault(slug => !categories.ContainsKey(slug)) is { } unknown)
        {
            var row = rows.FirstOrDefault(r => r.Categories?.Contains(unknown) is true) ?? rows[0];
            problems.Add(row.ProblemOf(f => f.Kind == FieldKind.Categories, "categories", $"There is no category {Shortened.Of(unknown)}."));
        }

        return [.. further.Select(slug => categories.GetValueOrDefault(slug, slug))];
    }

    static List<(VariantRequest Variant, RowPatch? Row)> Variants(CurrentProduct? current, IReadOnlyList<RowPatch> rows, List<FeedProblem> problems)
    {
        List<(VariantRequest Variant, RowPatch? Row)> variants =
        [
            .. (current?.Variants ?? []).Select(v => (
                new VariantRequest(v.Sku, v.Price, null, v.Options, v.WeightGrams, Parts: Requests(v.Parts), DiscountPercent: v.DiscountPercent), (RowPatch?)null)),
        ];
        foreach (var row in rows)
        {
            var index = variants.FindIndex(v => v.Variant.Sku == row.Sku);
            var known = index < 0 ? null : variants[index].Variant;
            if (known is null && row.Price is null)
            {
                problems.Add(new(row.Line, "price", null, "A new product or variant needs a price."));
                continue;
            }

            var variant = new VariantRequest(
                row.Sku, row.Price ?? known!.Price, null, Options(known?.Options, row.Options), row.WeightGrams ?? known?.WeightGrams ?? 0,
                Parts: row.Parts is null ? known?.Parts : Requests(row.Parts), DiscountPercent: known?.DiscountPercent);
            if (index < 0)
            {
                variants.Add((variant, row));
            }
            else
            {
                variants[index] = (variant, row);
            }
        }

        if (variants.Count > VariantsMax)
        {
            problems.Add(new(rows[0].Line, "group", null, $"A product has at most {VariantsMax} variants."));
        }

        return variants;
    }

    static IReadOnlyList<BundlePartRequest>? Requests(IReadOnlyList<BundlePart>? parts) => parts is null ? null : [.. parts.Select(p => new BundlePartRequest(p.Sku, p.Quantity))];

    static IReadOnlyDictionary<string, string>? Options(IReadOnlyDictionary<string, string>? known, Dictionary<string, string>? changed)
    {
        if (changed is null)
        {
            return known;
        }

        var options = new Dictionary<string, string>(known ?? changed);
        foreach (var (name, value) in changed)
        {
            if (value.Length == 0)
            {
                options.Remove(name);
            }
            else
            {
                options[name] = value;
            }
        }

        return options;
    }

    // The first row with a value decides. Rows that leave it blank agree, others must say the same.
    static string? Common(IReadOnlyList<RowPatch> rows, Func<RowPatch, string?> value, FieldKind field, List<FeedProblem> problems)
    {
        string? common = null;
        foreach (var row in rows)
        {
            if (value(row) is not { } own || (own.Length == 0 && common is not null))
            {
                continue;
            }

            if (common is { Length: > 0 } && own != common)
            {
                problems.Add(Differs(row, rows[0], f => f.Kind == field, field.ToString().ToLowerInvariant()));
            }
            else
            {
                common = own;
            }
        }

        return common;
    }

    // What a product cannot be without stays as it is if no row says it.
    static string? Needed(IReadOnlyList<RowPatch> rows, Func<RowPatch, string?> value, FieldKind field, List<FeedProblem> problems) =>
        Common(rows, value, field, problems) is { Length: > 0 } needed ? needed : null;

    static IReadOnlyList<string>? List(
        IReadOnlyList<RowPatch> rows, Func<RowPatch, IReadOnlyList<string>?> value, FieldKind field, List<FeedProblem> problems)
    {
        IReadOnlyList<string>? common = null;
        foreach (var row in rows)
        {
            var own = value(row);
            if (common is { Count: > 0 } && own is { Count: > 0 } && !own.SequenceEqual(common))
            {
                problems.Add(Differs(row, rows[0], f => f.Kind == field, field.ToString().ToLowerInvariant()));
            }
            else if (own is not null && common is not { Count: > 0 })
            {
                common = own;
            }
        }

        return common;
    }

    static bool? Active(IReadOnlyList<RowPatch> rows, List<FeedProblem> problems)
    {
        bool? common = null;
        foreach (var row in rows)
        {
            if (common is not null && row.Active is not null && row.Active != common)
            {
                problems.Add(Differs(row, rows[0], f => f.Kind == FieldKind.Active, "active"));
            }

            common ??= row.Active;
        }

        return common;
    }

    // Spaces around a brand count only where they are stored.
    static bool SameBrand(string row, string? current) =>
        row == (current ?? "") || (row.Trim() == (current ?? "")) || (row.Length == 0 && string.IsNullOrWhiteSpace(current));

    internal static FeedProblem Differs(RowPatch row, RowPatch first, Func<FeedField, bool> isField, string name) =>
        row.ProblemOf(isField, name, $"It differs from line {first.Line}, which is of the same product.");

    static FeedProblem ProblemOf(string field, string reason, IReadOnlyList<RowPatch> rows, List<(VariantRequest Variant, RowPatch? Row)> variants)
    {
        var name = field;
        var row = rows[0];
        if (field.StartsWith("variants[", StringComparison.Ordinal))
        {
            var end = field.IndexOf(']', StringComparison.Ordinal);
            row = variants[int.Parse(field.AsSpan("variants[".Length..end), System.Globalization.CultureInfo.InvariantCulture)].Row ?? row;
            name = field[(end + 1)..].TrimStart('.');
            name = name.StartsWith("options", StringComparison.Ordinal) ? "option" + name["options".Length..] : name;
        }

        var kind = name.Split('[', '.')[0];
        return row.ProblemOf(
            f => kind switch
            {
                "attributes" => f.Kind == FieldKind.Attribute && (name == kind || name == $"attributes.{f.Name}"),
                "option" => f.Kind == FieldKind.Option && (name == kind || name == $"option.{f.Name}"),
                _ => f.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase),
            },
            name,
            reason);
    }
}
