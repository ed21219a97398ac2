using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Cartwright.Storefront.Search;

/// <summary>
/// A list of pages in a file, in parts as large as a site map may be. The file has no name after it was opened: nothing is left of it when the last reader and
/// the process are gone, however they end.
/// </summary>
internal sealed class PageFile
{
    /// <summary>The most pages of a part: those of a site map (sitemaps.org). A page takes less than 500 bytes there, so the 50 MB of the protocol are far.</summary>
    public const int PartMax = 50_000;

    readonly SafeFileHandle _file;

    // Where each part begins, and where the last one ends.
    readonly IReadOnlyList<long> _starts;

    PageFile(SafeFileHandle file, IReadOnlyList<long> starts) => (_file, _starts) = (file, starts);

    /// <summary>How many parts there are.</summary>
    public int Parts => _starts.Count - 1;

    /// <summary>Writes a list.</summary>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="pages">The pages.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="partMax">The most pages of a part.</param>
    public static async Task<PageFile> WriteAsync(
        string folder, IAsyncEnumerable<ListedPage> pages, CancellationToken cancellationToken, int partMax = PartMax)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.pages");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        File.Delete(path);
        var starts = new List<long> { 0 };
        var written = 0L;
        var inPart = 0;
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            if (inPart == partMax)
            {
                starts.Add(written + buffer.WrittenCount);
                inPart = 0;
            }

            Encoding.UTF8.GetBytes($"{page.Path}\t{page.ChangedOn}\n", buffer);
            inPart++;
            if (buffer.WrittenCount >= BlockBytes)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        starts.Add(written);
        return new(file, starts);

        async Task FlushAsync()
        {
            await RandomAccess.WriteAsync(file, buffer.WrittenMemory, written, cancellationToken);
            written += buffer.WrittenCount;
            buffer.ResetWrittenCount();
        }
    }

    const int BlockBytes = 64 * 1024;

    /// <summary>Reads a part.</summary>
    /// <param name="part">Its number, from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ListedPage> ReadAsync(int part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (position, end) = (_starts[part], _starts[part + 1]);
        var block = new byte[BlockBytes];
        var kept = 0;
        while (position < end)
        {
            var read = await RandomAccess.ReadAsync(_file, block.AsMemory(kept, (int)Math.Min(block.Length - kept, end - position)), position, cancellationToken);
            position += read;
            var known = kept + read;
            var start = 0;
            for (int length; (length = block.AsSpan(start, known - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                yield return PageOf(block.AsSpan(start, length));
            }

            kept = known - start;
            block.AsSpan(start, kept).CopyTo(block);
        }
    }

    static ListedPage PageOf(ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        return new(Encoding.UTF8.GetString(line[..tab]), tab + 1 == line.Length ? null : Encoding.UTF8.GetString(line[(tab + 1)..]));
    }
}
