using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class FeedValueTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-5", "-5")]
    [InlineData("+3.50", "+3.50")]
    [InlineData("-5+1", "'-5+1")]
    [InlineData("'=x", "''=x")]
    [InlineData("'-5", "''-5")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a=b", "a=b")]
    [InlineData("\tx", "'\tx")]
    [InlineData("", "")]
    public void A_formula_is_written_as_text(string text, string written) => Assert.Equal(written, FormulaEscape.Add(text));

    [Fact]
    public void Each_text_is_read_as_it_was_before_it_was_escaped()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "'=+-@5.a\t"[random.Next(9)])]);
            Assert.True(text == FormulaEscape.Remove(FormulaEscape.Add(text)), $"'{text}', seed {seed}");
        }
    }

    [Fact]
    public void Tags_are_read_as_they_were_written()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var tags = Enumerable.Range(0, random.Next(4)).Select(_ => new string([.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => "|\\ ab"[random.Next(5)])])).ToList();
            var text = TagList.Write(tags, '|');
            Assert.True(tags.SequenceEqual(TagList.Read(text, '|')), $"'{text}', seed {seed}");
        }
    }

    [Theory]
    [InlineData(" red | light blue ||", "red/light blue")]
    [InlineData("", "")]
    public void Spaces_around_tags_and_empty_tags_are_dropped(string text, string tags) => Assert.Equal(tags, string.Join('/', TagList.Read(text, '|')));

    [Theory]
    [InlineData("sku")]
    [InlineData("attributes.width")]
    [InlineData("attributes.width:number")]
    [InlineData("attributes.a:number:text")]
    [InlineData("option.size")]
    public void A_field_is_named_as_it_is_read(string name)
    {
        Assert.True(FeedField.TryParse(name, out var field));
        Assert.Equal(name, field.ToString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("attributes.")]
    [InlineData("option.")]
    [InlineData("attribute")]
    public void What_is_no_field_is_none(string name) => Assert.False(FeedField.TryParse(name, out _));

    [Theory]
    [InlineData(10, 0, 10, 100, false)]
    [InlineData(10, 0, 11, 100, true)]
    [InlineData(10, 1, 1, 100, true)]
    [InlineData(0, 0, 1, 1000, true)]
    [InlineData(100, 0, 100, 100, false)]
    public void A_run_asks_before_it_deactivates_too_much_or_does_not_know_what_is_missing(int percent, int unreadable, int missing, int active, bool asks) =>
        Assert.Equal(asks, FinishRuns.ReasonToAsk(percent, unreadable, missing, active) is not null);
}
