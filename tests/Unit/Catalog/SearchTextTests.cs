using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Blank_text_is_no_search(string? typed) => Assert.Null(SearchText.Read(typed));

    [Theory]
    [InlineData("lam", true)]
    [InlineData("red floor lam ", true)]
    [InlineData("größ", true)]
    [InlineData("lamp!", false)]
    [InlineData("\"floor lamp\"", false)]
    public void The_last_word_may_be_unfinished(string typed, bool expected) => Assert.Equal(expected, SearchText.Read(typed)!.IsUnfinished);

    [Theory]
    [InlineData("\"floor lamp\" red", "red", "floor lamp", "")]
    [InlineData("lamp -floor", "lamp", "", "floor")]
    [InlineData("lamp -\"table lamp\"", "lamp", "", "table lamp")]
    [InlineData("-floor", "", "", "floor")]
    [InlineData("t-shirt", "t-shirt", "", "")]
    [InlineData("lamp \"floor", "lamp", "floor", "")]
    [InlineData("lamp - floor", "lamp - floor", "", "")]
    public void Phrases_and_exclusions_are_read(string typed, string words, string phrase, string excluded)
    {
        var text = SearchText.Read(typed)!;
        Assert.Equal((words, phrase, excluded), (text.Words, string.Join('|', text.Phrases), string.Join('|', text.Excluded)));
    }
}
