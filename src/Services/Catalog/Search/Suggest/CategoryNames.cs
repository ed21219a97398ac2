using System.Collections.Frozen;

namespace Cartwright.Catalog;

/// <summary>Finds categories by the words of their names, of which the last may be unfinished.</summary>
internal sealed class CategoryNames(ProductSearch search, WordReader words)
{
    volatile Names _names = new(FrozenDictionary<string, CategoryNode>.Empty, []);

    sealed record Names(FrozenDictionary<string, CategoryNode> Of, IReadOnlyList<(CategoryNode Category, string[] Words)> All);

    /// <summary>The categories whose names have all words of a text; those that begin with it come first, then those near the root.</summary>
    public IEnumerable<CategoryNode> Find(string text)
    {
        var typed = words.ReadSearch(text);
        return typed.Count == 0
            ? []
            : from name in Current()
              where typed.SkipLast(1).All(word => name.Words.Contains(word.Text))
                  && name.Words.Any(word => word.StartsWith(typed[^1].Text, StringComparison.Ordinal))
              orderby name.Words[0].StartsWith(typed[0].Text, StringComparison.Ordinal) descending, name.Category.Path.Count, name.Category.Name, name.Category.Slug
              select name.Category;
    }

    // Divided into words once for each state of the categories.
    IReadOnlyList<(CategoryNode Category, string[] Words)> Current()
    {
        var categories = search.Categories;
        if (_names.Of != categories)
        {
            _names = new(
                categories,
                [.. categories.Values.Select(c => (c, words.Read(c.Name).Select(w => w.Text).ToArray())).Where(name => name.Item2.Length > 0)]);
        }

        return _names.All;
    }
}
