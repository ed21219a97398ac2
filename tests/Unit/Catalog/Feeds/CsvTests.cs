using System.Text;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "a|b/c|d")]
    [InlineData("a,b\r\nc,d", "a|b/c|d")]
    [InlineData("\"a,b\",\"c\"\"d\"\n", "a,b|c\"d")]
    [InlineData("\"a\nb\",c\r\n\"\",\n", "a\nb|c/|")]
    [InlineData("5\" pipe,b\nc,d\n", "5\" pipe|b/c|d")]
    [InlineData("\"a\"b\"c,d\n", "ab\"c|d")]
    [InlineData("a, \"b\"\n", "a| \"b\"")]
    [InlineData("\"\"\"\"\"\",b\n", "\"\"|b")]
    public void Records_are_read_by_the_standard_and_quotes_within_a_field_are_characters(string text, string records) =>
        Assert.Equal(records, string.Join('/', Read(text).Select(r => string.Join('|', r.Fields))));

    [Fact]
    public void A_record_knows_its_line() => Assert.Equal([7, 8, 10], Read("a\n\"b\nb\"\nc\n", line: 7).Select(r => r.Line));

    [Fact]
    public void A_file_that_is_written_is_read_as_it_was()
    {
        for (var i = 0; i < 300; i++)
        {
            var seed = Random.Shared.Next();
            var file = new RandomFile(seed);
            var rows = file.Rows(3, 5);

            Assert.True(rows.Select(Text).SequenceEqual(Read(file.Write(rows)).Select(r => Text(r.Fields))), $"seed {seed}");
        }
    }

    [Fact]
    public void Records_end_at_the_same_places_wherever_the_pieces_of_a_file_end()
    {
        for (var i = 0; i < 100; i++)
        {
            var seed = Random.Shared.Next();
            var file = new RandomFile(seed);
            var bytes = Encoding.UTF8.GetBytes(file.Write(file.Rows(2, 4)));
            var ends = Ends(bytes, bytes.Length);

            Assert.True(ends.Count == 4, $"seed {seed}: {ends.Count} records");
            for (var cut = 0; cut <= bytes.Length; cut++)
            {
                Assert.True(ends.SequenceEqual(Ends(bytes, cut)), $"seed {seed}, cut at {cut}");
            }
        }
    }

    static List<int> Ends(byte[] bytes, int cut)
    {
        var splitter = new RecordSplitter(hasQuotes: true, ',');
        var ends = new List<int>();
        foreach (var (from, to) in new[] { (0, cut), (cut, bytes.Length) })
        {
            for (var at = from; splitter.Next(bytes.AsSpan(at, to - at)) is > 0 and var length;)
            {
                ends.Add(at += length);
            }
        }

        return ends;
    }

    static string Text(IEnumerable<string> fields) => string.Join('\u001f', fields);

    static IEnumerable<(int Line, string[] Fields)> Read(string text, int line = 1)
    {
        var record = new CsvRecord(text, ',', line);
        while (record.Next())
        {
            yield return (record.Line, [.. record.Fields]);
        }
    }
}
