using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Catalog.Feeds;

/// <summary>Writes parts of files that are due, on every instance.</summary>
internal sealed class ChunkWorker(
    ChunkStore store, ChunkWriter writer, FeedMeter feeds, IOptions<FeedOptions> options, TimeProvider time, WorkMeter meter, ILogger<ChunkWorker> logger)
    : LeasedJobWorker<FeedChunk>(options.Value.Parallelism, options.Value.Lease, Poll, time, meter, logger)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    static readonly Backoff Pause = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    // Conflicts with other writers end with their transactions.
    const int ConflictsMax = 5;

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<FeedChunk>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        store.ClaimAsync(max, options.Value.Lease, cancellationToken);

    /// <inheritdoc/>
    protected override async Task DoAsync(FeedChunk item, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.Lease * 2 / 3);
        try
        {
            var startedAt = Time.GetTimestamp();
            var content = await store.ReadAsync(item, timeout.Token);
            var plan = await WriteAsync(item, content, timeout.Token);
            feeds.Wrote(plan, Time.GetElapsedTime(startedAt));
        }
        catch (ChunkLostException)
        {
            logger.FeedChunkLost(item.Number, item.RunId);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            feeds.Failed();
            logger.FeedChunkNotWritten(error, item.Number, item.RunId);
            await PostponeAsync(item, cancellationToken);
        }
    }

    async Task<ChunkPlan> WriteAsync(FeedChunk chunk, ChunkContent content, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.WriteAsync(chunk, content, cancellationToken);
            }
            catch (PostgresException conflict) when (
                attempt < ConflictsMax && conflict.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ForeignKeyViolation)
            {
                // The next attempt sees what the other one has written.
            }
        }
    }

    async Task PostponeAsync(FeedChunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            if (chunk.Attempts < options.Value.AttemptsMax)
            {
                await store.PostponeAsync(chunk, Pause.After(chunk.Attempts), cancellationToken);
            }
            else
            {
                await store.GiveUpAsync(chunk, "A part of the file could not be written.", cancellationToken);
            }
        }
        catch (ChunkLostException)
        {
            logger.FeedChunkLost(chunk.Number, chunk.RunId);
        }
    }
}
