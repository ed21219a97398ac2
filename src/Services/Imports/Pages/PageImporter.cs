using System.Threading.Channels;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Microsoft.Extensions.ObjectPool;

namespace Cartwright.Imports;

/// <summary>
/// Imports the page of one chunk in two halves. The reading half runs inside the retry policy of the call: it parses the page and may start over.
/// The writing half runs outside of it and owns the transaction: a failure of the database ends the import of the page and is never repeated as if it
/// were the marketplace's. At most three batches of a page are in memory: one is parsed, one waits, one is written.
/// </summary>
internal sealed class PageImporter(MarketplaceClient client, Currency currency, Database database, ObjectPool<OrderBatch> pool, TimeProvider time, Chunk chunk)
{
    // A page of which something is missing is requested so often: a row may be malformed once, or always.
    const int IncompleteMax = 3;

    static readonly TimeSpan IncompletePause = TimeSpan.FromSeconds(1);

    readonly Channel<Piece> _pieces = Channel.CreateBounded<Piece>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
    int _attempts;

    /// <summary>Orders that an attempt to read the page found.</summary>
    readonly record struct Piece(int Attempt, OrderBatch Batch);

    /// <summary>Reads the page and saves it in one transaction.</summary>
    /// <exception cref="MarketplaceUnavailableException">The page cannot be read now.</exception>
    /// <exception cref="MarketplaceRefusedException">The page cannot be read.</exception>
    /// <exception cref="ChunkLostException">Another instance owns the chunk.</exception>
    /// <exception cref="Npgsql.NpgsqlException">The page cannot be saved.</exception>
    public async Task<PageOutcome> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(stop.Token);
        try
        {
            return await WriteAsync(reading, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (_pieces.Reader.TryRead(out var unwritten))
            {
                Return(unwritten.Batch);
            }
        }
    }

    async Task<PageParser> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadOrdersAsync(chunk.StartIndex, chunk.EndIndex, ParseAsync, cancellationToken);
        }
        finally
        {
            _pieces.Writer.Complete();
        }
    }

    // One attempt. Its last piece is sent even when it is empty, so that the writing half always learns of the attempt.
    async Task<PageParser> ParseAsync(Stream body, CancellationToken cancellationToken)
    {
        var attempt = ++_attempts;
        var batch = pool.Get();
        try
        {
            var page = await PageReader.ReadAsync(body, chunk.Range, currency, time.GetUtcNow(), batch, HandOverAsync, cancellationToken);
            await HandOverAsync(batch);
            return page;
        }
        finally
        {
            Return(batch);
        }

        async Task<OrderBatch> HandOverAsync(OrderBatch full)
        {
            await _pieces.Writer.WriteAsync(new(attempt, full), cancellationToken);
            return batch = pool.Get();
        }
    }

    async Task<PageOutcome> WriteAsync(Task<PageParser> reading, CancellationToken cancellationToken)
    {
        PageWriter? writer = null;
        try
        {
            var attempt = 0;
            await foreach (var piece in _pieces.Reader.ReadAllAsync(cancellationToken))
            {
                try
                {
                    if (piece.Attempt != attempt && writer is not null)
                    {
                        // The attempt before failed on its way: what it wrote is rolled back.
                        await writer.DisposeAsync();
                        writer = null;
                    }

                    attempt = piece.Attempt;
                    writer ??= new(database, chunk);
                    await writer.WriteAsync(piece.Batch, cancellationToken);
                }
                finally
                {
                    Return(piece.Batch);
                }
            }

            return await CompleteAsync(writer!, await reading, cancellationToken);
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }
    }

    async Task<PageOutcome> CompleteAsync(PageWriter writer, PageParser page, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(page.Rejected, cancellationToken);
        var work = await writer.WorkAsync(cancellationToken);
        var missing = page.Distinct == chunk.Range.Count ? 0 : await ChunkStore.CountMissingAsync(work, chunk, cancellationToken);
        var outcome = new PageOutcome(writer.Saved, page.Repeated, page.RejectedCount, writer.Differing, missing);
        if (missing > 0 && chunk.Incomplete + 1 < IncompleteMax)
        {
            await ChunkStore.PostponeAsync(work, chunk, outcome, IncompletePause * (chunk.Incomplete + 1), cancellationToken);
        }
        else
        {
            await ChunkStore.FinishAsync(work, chunk, outcome, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return outcome;
    }

    void Return(OrderBatch batch)
    {
        batch.Clear();
        pool.Return(batch);
    }
}
