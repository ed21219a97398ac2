using System.Globalization;
using System.Text;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class ChunkCutterTests
{
    const string Header = "sku,group,name\n";

    static readonly FeedLayout Csv = new("csv", ',', '.', '|', []);

    [Fact]
    public async Task A_large_file_is_cut_into_parts_of_whole_records_with_their_lines()
    {
        var seed = Random.Shared.Next();
        var file = new RandomFile(seed);
        var rows = file.Rows(3, 5000);
        var text = file.Write([["sku", "group", "name"], .. rows]);

        var (parts, cutter) = await CutAsync("\uFEFF" + text);

        var read = parts.SelectMany(p => RowReader.Of(cutter.Layout).Read(p.Content, p.FirstLine)).ToList();
        var expected = new CsvRecord(text, ',', 1);
        expected.Next();
        Assert.True(parts.Count > 4, $"{parts.Count} parts, seed {seed}");
        Assert.Equal(5000, cutter.Rows);
        Assert.Equal(5000, parts.Sum(p => p.Rows));
        foreach (var row in read)
        {
            expected.Next();
            Assert.True(expected.Line == row.Line, $"line {row.Line} instead of {expected.Line}, seed {seed}");
            Assert.True(expected.Fields.Select(FormulaEscape.Remove).SequenceEqual(row.Cells.Select(c => c.Text)), $"line {row.Line}, seed {seed}");
        }

        Assert.Equal(5000, read.Count);
    }

    [Fact]
    public async Task Rows_of_a_group_that_follow_each_other_stay_together()
    {
        // The rows of each group are in the way of a cut after a thousand rows.
        var text = Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"s{i},g{(i + 7) / 50},n\n"));

        var (parts, cutter) = await CutAsync(text);

        var groups = parts.Select(p => RowReader.Of(cutter.Layout).Read(p.Content, p.FirstLine).Select(r => r.Cells[1].Text).Distinct().ToList()).ToList();
        Assert.True(groups.Count > 3);
        Assert.Distinct(groups.SelectMany(g => g));
    }

    [Fact]
    public async Task A_group_that_does_not_end_is_cut()
    {
        var (parts, _) = await CutAsync(Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"s{i},same,n\n")));

        Assert.True(parts.Count > 3);
        Assert.Equal(5000, parts.Sum(p => p.Rows));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3000)]
    [InlineData(200_000)]
    public async Task A_quote_that_is_never_closed_costs_its_line_only(int rowsAfter)
    {
        var text = Header + "s1,g,one\ns2,g,\"two\n" + string.Concat(Enumerable.Range(3, rowsAfter).Select(i => $"s{i},g,n\n"));

        var (parts, cutter) = await CutAsync(text);

        var rows = parts.SelectMany(p => RowReader.Of(cutter.Layout).Read(p.Content, p.FirstLine)).ToList();
        Assert.Equal(3, Assert.Single(cutter.Problems).Line);
        Assert.Equal(1, cutter.Dropped);
        Assert.Equal(rowsAfter + 1, rows.Count);
        Assert.All(rows, r => Assert.Equal(int.Parse(r.Cells[0].Text.AsSpan(1), CultureInfo.InvariantCulture) + 1, r.Line));
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(3_000_000)]
    public async Task A_line_that_is_too_long_is_dropped_and_the_file_goes_on(int length)
    {
        var (parts, cutter) = await CutAsync(Header + "s1,g,one\ns2,g," + new string('x', length) + "\ns3,g,three");

        var rows = parts.SelectMany(p => RowReader.Of(cutter.Layout).Read(p.Content, p.FirstLine)).ToList();
        Assert.Equal(3, Assert.Single(cutter.Problems).Line);
        Assert.Equal(["s1 2", "s3 4"], rows.Select(r => $"{r.Cells[0].Text} {r.Line}"));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\uFEFF", "The file is empty.")]
    [InlineData("\n\nsku\n", "first line of the file is empty")]
    [InlineData("name\na\n", "no column sku")]
    [InlineData("sku,name,name\na,b,c\n", "more than once")]
    [InlineData("sku,\"name\na,b\n", "quote that is not closed")]
    [InlineData("sku,na\0me\na,b\n", "not text in UTF-8")]
    public async Task A_file_without_a_usable_header_is_refused(string text, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<FeedFileException>(() => CutAsync(text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_header_alone_is_a_file_without_rows() => Assert.Empty((await CutAsync(Header)).Parts);

    [Fact]
    public async Task A_file_with_too_many_bytes_or_rows_is_refused()
    {
        Assert.True((await Assert.ThrowsAsync<FeedFileException>(() => CutAsync(Header + "s,g,n\n", bytesMax: 10))).IsTooLarge);
        Assert.True((await Assert.ThrowsAsync<FeedFileException>(() => CutAsync(Header + "s,g,n\nt,g,n\n", rowsMax: 1))).IsTooLarge);
    }

    static async Task<(List<FilePart> Parts, ChunkCutter Cutter)> CutAsync(string text, long bytesMax = 1 << 30, int rowsMax = 1_000_000)
    {
        var cutter = new ChunkCutter(Csv, bytesMax, rowsMax);
        var parts = new List<FilePart>();
        await foreach (var part in cutter.CutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        return (parts, cutter);
    }
}
