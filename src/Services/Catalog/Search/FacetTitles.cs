using System.Collections.Frozen;

namespace Cartwright.Catalog;

/// <summary>What categories call the attributes by which searches are narrowed.</summary>
internal sealed class FacetTitles
{
    readonly FrozenDictionary<string, CategoryNode> _categories;
    readonly FrozenDictionary<string, AttributeDeclaration> _common;

    /// <param name="categories">The categories by slug.</param>
    public FacetTitles(FrozenDictionary<string, CategoryNode> categories)
    {
        _categories = categories;
        _common = categories.Values.SelectMany(c => c.Attributes).GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.DistinctBy(a => (a.Label, a.Unit)).Count() == 1)
            .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The declaration that names an attribute: that of the category of the search, or the one that all categories share; null if there is none.</summary>
    public AttributeDeclaration? Find(string name, string? category) =>
        (category is null ? null : _categories.GetValueOrDefault(category)?.Attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        ?? _common.GetValueOrDefault(name);
}
