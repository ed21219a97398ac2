using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>Matches are marked where a reader sees them.</summary>
public sealed class HighlightingTests
{
    [Theory]
    [InlineData("lamp", "Desk [Lamps]", "A [lamp] for work.")]
    [InlineData("lam", "Desk [Lamps]", "A [lamp] for work.")]
    [InlineData("desk", "[Desk] Lamps", null)]
    [InlineData("lmap", "Desk Lamps", "A [lamp] for work.")]
    public void Matches_are_marked_in_name_and_description(string typed, string name, string? snippet)
    {
        using var index = new TestIndex();
        using var words = new WordReader(SearchLanguagesAttribute.Read("en"));
        index.Add("Lamp");
        index.Add("Desk Lamps", description: "Made to last. A lamp for work.");

        var marked = Highlighting.Of(Product("Desk Lamps", "Made to last. A lamp for work."), index.Find(typed).Matched, words)!;

        Assert.Equal(name, Show("Desk Lamps", marked.Name));
        Assert.Equal(snippet, marked.Snippet is null ? null : Show(marked.Snippet, marked.SnippetMarks));
    }

    [Fact]
    public void A_long_description_is_cut_where_most_matches_are()
    {
        using var index = new TestIndex();
        using var words = new WordReader(SearchLanguagesAttribute.Read("en"));
        index.Add("Oak desk");
        var text = "An oak. " + string.Concat(Enumerable.Repeat("Nothing to see in here. ", 40)) + "This desk is oak, all oak. " + string.Concat(Enumerable.Repeat("More. ", 60));

        var marked = Highlighting.Of(Product("Thing", text), index.Find("oak desk").Matched, words)!;

        Assert.StartsWith("This [desk] is [oak], all [oak].", Show(marked.Snippet!, marked.SnippetMarks), StringComparison.Ordinal);
        Assert.InRange(marked.Snippet!.Length, 100, 200);
    }

    [Fact]
    public void Nothing_is_marked_where_nothing_matches()
    {
        using var words = new WordReader(SearchLanguagesAttribute.Read("en"));
        Assert.Null(Highlighting.Of(Product("Lamp", "A lamp."), MatchedWords.None, words));
    }

    static ProductResponse Product(string name, string description) => new(
        Guid.NewGuid(), "slug", name, description, "things", null, 1, "EUR", [], new Dictionary<string, System.Text.Json.JsonElement>(), [], true, 1, 1, default, default,
        [], [], []);

    static string Show(string text, IReadOnlyList<MarkResponse> marks)
    {
        foreach (var mark in marks.Reverse())
        {
            text = text.Insert(mark.Start + mark.Length, "]").Insert(mark.Start, "[");
        }

        return text;
    }
}
