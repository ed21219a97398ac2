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
    [InlineData("lam", "", "lam")]
    [InlineData("red floor lam ", "red floor ", "lam")]
    [InlineData("t-shi", "t-", "shi")]
    [InlineData("größ", "", "größ")]
    public void The_last_word_may_be_unfinished(string typed, string head, string prefix) =>
        Assert.Equal((head, prefix), (SearchText.Read(typed)!.Head, SearchText.Read(typed)!.Prefix));

    [Theory]
    [InlineData("\"floor lamp\"")]
    [InlineData("lamp -floor")]
    [InlineData("lamp or shoe")]
    [InlineData("lamp OR")]
    [InlineData("lamp!")]
    [InlineData("l")]
    public void Operators_and_signs_are_taken_as_they_are(string typed)
    {
        var text = SearchText.Read(typed)!;
        Assert.Equal((typed, null, null), (text.All, text.Head, text.Prefix));
    }
}
