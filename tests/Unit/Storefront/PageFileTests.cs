using Cartwright.Storefront.Search;

namespace Cartwright.Unit.Storefront;

public sealed class PageFileTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cartwright-pages-");

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4999, 1)]
    [InlineData(5000, 1)]
    [InlineData(5001, 2)]
    [InlineData(12_000, 3)]
    public async Task Every_page_is_in_one_part_and_no_part_is_too_large(int count, int parts)
    {
        ListedPage[] pages = [.. Enumerable.Range(0, count).Select(i => new ListedPage($"/products/{new string('p', i % 80)}{i}", i % 3 == 0 ? null : "2026-11-30"))];

        var file = await PageFile.WriteAsync(_folder.FullName, pages.ToAsyncEnumerable(), Cancelled, partMax: 5000);

        Assert.Equal(parts, file.Parts);
        var read = new List<ListedPage>();
        for (var part = 0; part < file.Parts; part++)
        {
            var ofPart = await file.ReadAsync(part, Cancelled).ToListAsync(Cancelled);
            Assert.InRange(ofPart.Count, 1, 5000);
            read.AddRange(ofPart);
        }

        Assert.Equal(pages, read);
        Assert.Empty(_folder.GetFiles());
    }
}
