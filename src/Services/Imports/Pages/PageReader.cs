using System.Buffers;
using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Imports;

/// <summary>Reads a page while it arrives and passes its orders on in batches: the length of the page does not change the memory it takes.</summary>
internal static class PageReader
{
    // No row is longer than this.
    const int BufferSize = 64 * 1024;

    /// <summary>Reads a page to its end.</summary>
    /// <param name="body">The page.</param>
    /// <param name="range">The indexes that were requested.</param>
    /// <param name="currency">The currency of the amounts.</param>
    /// <param name="now">The time.</param>
    /// <param name="batch">Collects the orders until it is full.</param>
    /// <param name="onFull">Takes a full batch and returns an empty one; the last batch, which need not be full, is left to the caller.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="MarketplacePageException">The body is not a page.</exception>
    public static async Task<PageParser> ReadAsync(
        Stream body, IndexRange range, Currency currency, DateTimeOffset now, OrderBatch batch, Func<OrderBatch, Task<OrderBatch>> onFull, CancellationToken cancellationToken)
    {
        var parser = new PageParser(range, currency, now);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var filled = 0;
            var isLast = false;
            while (!isLast)
            {
                var count = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken);
                isLast = count == 0;
                filled += count;
                var taken = 0;
                while (true)
                {
                    taken += Read(parser, buffer.AsSpan(taken, filled - taken), isLast, batch);
                    if (!batch.IsFull)
                    {
                        break;
                    }

                    batch = await onFull(batch);
                }

                if (taken == 0 && filled == buffer.Length)
                {
                    throw new MarketplacePageException("A row is longer than 64 KB.");
                }

                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }

            return parser.Ended ? parser : throw new MarketplacePageException("The page ends in the middle.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static int Read(PageParser parser, ReadOnlySpan<byte> bytes, bool isLast, OrderBatch batch)
    {
        try
        {
            return parser.Read(bytes, isLast, batch);
        }
        catch (JsonException error)
        {
            throw new MarketplacePageException($"The page is no JSON: {error.Message}", error);
        }
    }
}
