using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>Which searches of customers are counted, and which are suggested to others.</summary>
public sealed class PastQueriesTests : IDisposable
{
    readonly TestIndex _index = new();
    readonly PastQueries _queries = new();

    public PastQueriesTests()
    {
        _index.Add("Red lamp", description: "Call 55512345, or write to anna@example.com: 4711.");
        _index.Add("Headphones");
    }

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData("Red  Lamp", "red lamp")]
    [InlineData("lamps", "lamps")]
    [InlineData("headphones ", "headphones")]
    [InlineData("lam", null)]
    [InlineData("red lmap", null)]
    [InlineData("red lamp smith", null)]
    [InlineData("\"red lamp\"", null)]
    [InlineData("lamp -blue", null)]
    [InlineData("anna@example.com", null)]
    [InlineData("call 55512345", null)]
    [InlineData("call 4711", "call 4711")]
    [InlineData("nothing", null)]
    public void Only_whole_words_of_products_are_counted(string typed, string? counted)
    {
        _queries.Count(SearchText.Read(typed)!, _index.Find(typed));

        Assert.Equal(counted is null ? [] : [(counted, 1)], _queries.TakeCounted());
        Assert.Empty(_queries.TakeCounted());
    }

    [Fact]
    public void No_more_than_so_many_texts_are_kept()
    {
        var found = _index.Find("lamp");
        for (var i = 0; i < PastQueries.CountedMax + 10; i++)
        {
            _queries.Count(SearchText.Read("lamp" + string.Concat(Enumerable.Repeat('a', 3).Select((_, at) => (char)('a' + (i / (int)Math.Pow(26, at) % 26)))))!, found);
        }

        _queries.Count(SearchText.Read("lampaaa")!, found);
        var counted = _queries.TakeCounted();
        Assert.Equal((PastQueries.CountedMax, 2), (counted.Count, counted.Single(c => c.Text == "lampaaa").Searches));
    }

    [Fact]
    public void The_most_frequent_searches_that_go_on_after_the_text_are_suggested()
    {
        _queries.Suggest([("red lamp", 3), ("red sofa", 9), ("réd chair", 5), ("redwood", 1), ("blue lamp", 50), ("red", 7)]);

        Assert.Equal(["red sofa", "réd chair", "red lamp"], _queries.Find("RED", 3));
        Assert.Equal(["red sofa", "red", "réd chair"], _queries.Find("re", 3));
        Assert.Equal(["red lamp"], _queries.Find(" red  l", 3));
        Assert.Empty(_queries.Find("z", 3));
    }
}
