using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>The attributes that categories declare.</summary>
internal static class CategoryAttributes
{
    /// <summary>The most attributes that one category declares.</summary>
    public const int CountMax = 30;

    sealed record Row(string Slug, string Attributes);

    /// <summary>Finds what is wrong with attributes beyond what annotations say.</summary>
    /// <param name="attributes">The attributes that a category declares.</param>
    /// <param name="prefix">The prefix of every field, for example <c>items[3].</c></param>
    /// <param name="errors">Receives the errors by field.</param>
    public static void Check(IReadOnlyList<AttributeDeclaration> attributes, string prefix, Dictionary<string, string[]> errors)
    {
        // Facets do not tell capital letters apart.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, attribute) in attributes.Index())
        {
            var field = $"{prefix}attributes[{i}].";
            if (!names.Add(attribute.Name))
            {
                errors[field + "name"] = ["Another attribute of the category has the same name."];
            }

            if (!string.IsNullOrEmpty(attribute.Unit) && attribute.Type != AttributeDeclaration.Number)
            {
                errors[field + "unit"] = ["Only a number has a unit."];
            }

            var values = attribute.Values ?? [];
            if (values.Count > 0 != (attribute.Type == AttributeDeclaration.Choice))
            {
                errors[field + "values"] = [values.Count > 0 ? "Only a choice has values." : "A choice needs values."];
            }
            else if (!values.All(ProductRules.IsName) || values.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count)
            {
                errors[field + "values"] = [$"Each value has 1 to {ProductRules.NameMax} visible characters, and no two are the same."];
            }
        }
    }

    /// <summary>Attributes as they are stored.</summary>
    public static string Write(IReadOnlyList<AttributeDeclaration>? attributes) =>
        JsonSerializer.Serialize(attributes ?? [], CatalogJson.Default.IReadOnlyListAttributeDeclaration);

    /// <summary>Reads attributes as they are stored.</summary>
    public static IReadOnlyList<AttributeDeclaration> Read(string json) => JsonSerializer.Deserialize(json, CatalogJson.Default.IReadOnlyListAttributeDeclaration)!;

    /// <summary>The attributes of a category: those that it declares, and those of the categories above it that none below them declares again.</summary>
    /// <param name="declared">What each category of the path declares, from the root down.</param>
    public static IReadOnlyList<AttributeDeclaration> Inherit(IEnumerable<IReadOnlyList<AttributeDeclaration>> declared)
    {
        var all = new List<AttributeDeclaration>();
        foreach (var attribute in declared.SelectMany(own => own))
        {
            var index = all.FindIndex(other => other.Name.Equals(attribute.Name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                all.Add(attribute);
            }
            else
            {
                all[index] = attribute;
            }
        }

        return all;
    }

    /// <summary>The attributes of categories by slug, those of the categories above included. A category without is missing.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<AttributeDeclaration>>> FindAsync(
        UnitOfWork work, IEnumerable<string> categories, CancellationToken cancellationToken)
    {
        var rows = await work.QueryAsync<Row>(
            """
            select leaf.slug, c.attributes::text as attributes
            from categories leaf cross join unnest(leaf.path) with ordinality as step (slug, n) join categories c on c.slug = step.slug
            where leaf.slug = any (@slugs) and c.attributes <> '[]'
            order by leaf.slug, step.n
            """,
            new { slugs = categories.Distinct().ToArray() },
            cancellationToken);
        return rows.GroupBy(r => r.Slug).ToDictionary(g => g.Key, g => Inherit(g.Select(r => Read(r.Attributes))));
    }
}
