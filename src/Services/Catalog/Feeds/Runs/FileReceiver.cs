using System.IO.Compression;
using System.Text.Json;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Catalog.Feeds;

/// <summary>How the receipt of a file ended.</summary>
internal enum ReceiptOutcome
{
    /// <summary>A run has begun.</summary>
    Started,

    /// <summary>The same file is on its way, or came with the same key: its run is the answer.</summary>
    Repeated,

    /// <summary>The file needs no run.</summary>
    Known,

    /// <summary>Another file of the feed is on its way.</summary>
    Busy,

    /// <summary>The key belongs to another file.</summary>
    KeyTaken,
}

/// <summary>A file to receive.</summary>
/// <param name="Feed">Its feed.</param>
/// <param name="IsPacked">Whether it is packed with gzip.</param>
/// <param name="DryRun">Whether its run only says what it would change.</param>
/// <param name="Key">The key of the client, by which a repeated request finds its run.</param>
/// <param name="RequestedBy">The user; null if the file is fetched.</param>
internal sealed record ReceivedFile(Feed Feed, bool IsPacked, bool DryRun, string? Key, Guid? RequestedBy)
{
    /// <summary>The SHA-256 of a file that needs no run; null for none.</summary>
    public string? KnownHash { get; init; }
}

/// <summary>Stores a file in parts while it comes, where all instances find them, and begins its run.</summary>
internal sealed class FileReceiver(Database database, IOptions<FeedOptions> options)
{
    const string OneActive = "feed_runs_one_active";
    const string OneKey = "feed_runs_by_key";

    sealed record Known(Guid Id, bool DryRun, string? Sha256);

    /// <summary>Receives a file.</summary>
    /// <returns>How it ended, and the run; an empty id if the client must look for it.</returns>
    /// <exception cref="FeedFileException">The file cannot be read.</exception>
    public async Task<(ReceiptOutcome Outcome, Guid RunId)> ReceiveAsync(ReceivedFile file, Stream body, CancellationToken cancellationToken)
    {
        var runId = Guid.CreateVersion7();
        try
        {
            await using var unpacked = file.IsPacked ? new GZipStream(body, CompressionMode.Decompress) : body;
            using var cutter = new ChunkCutter(file.Feed.Layout, options.Value.FileMegabytesMax * 1024L * 1024, options.Value.RowsMax);
            await BeginAsync(file, runId, cancellationToken);
            var number = 0;
            await foreach (var part in cutter.CutAsync(unpacked, cancellationToken))
            {
                await AddAsync(runId, number++, part, cancellationToken);
            }

            return cutter.Hash == file.KnownHash ? (ReceiptOutcome.Known, runId) : await StartAsync(file, runId, number, cutter, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new FeedFileException("The file is not packed with gzip, or is damaged.");
        }
        finally
        {
            await DropAsync(runId);
        }
    }

    Task BeginAsync(ReceivedFile file, Guid runId, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        insert into feed_runs (id, feed_id, status, dry_run, layout, deactivate_missing, deactivate_percent, requested_by)
        values (@runId, @Id, 'receiving', @DryRun, @layout::jsonb, @DeactivateMissing, @DeactivatePercent, @RequestedBy)
        """,
        new { runId, file.Feed.Id, file.DryRun, layout = Json(file.Feed.Layout), file.Feed.DeactivateMissing, file.Feed.DeactivatePercent, file.RequestedBy },
        cancellationToken);

    Task AddAsync(Guid runId, int number, FilePart part, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        with receiving as (update feed_runs set progress_at = now() where id = @runId)
        insert into feed_chunks (run_id, number, first_line, rows, content) values (@runId, @number, @FirstLine, @Rows, @Content)
        """,
        new { runId, number, part.FirstLine, part.Rows, part.Content },
        cancellationToken);

    async Task<(ReceiptOutcome, Guid)> StartAsync(ReceivedFile file, Guid runId, int chunks, ChunkCutter cutter, CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await database.BeginAsync(cancellationToken);
            await work.ExecuteAsync(
                """
                update feed_runs
                set status = case when @chunks = 0 then 'finishing' else 'running' end, layout = @layout::jsonb, sha256 = @Hash, bytes = @Bytes, chunks = @chunks,
                    open_chunks = @chunks, rows = @Rows + @Dropped, rows_read = @Dropped, failed = @Dropped, unreadable = @Dropped, problems = @Dropped,
                    idempotency_key = @Key, started_at = now(), progress_at = now()
                where id = @runId
                """,
                new { runId, chunks, layout = Json(cutter.Layout), cutter.Hash, cutter.Bytes, cutter.Rows, cutter.Dropped, file.Key },
                cancellationToken);
            await RunFindings.AddAsync(work, runId, 0, cutter.Problems, cancellationToken);
            await work.CommitAsync(cancellationToken);
            return (ReceiptOutcome.Started, runId);
        }
        catch (PostgresException error) when (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneActive or OneKey })
        {
            return await RepeatedAsync(file, cutter.Hash, cancellationToken);
        }
    }

    // A client that repeats a request, because it did not see the answer, gets the run that it began.
    async Task<(ReceiptOutcome, Guid)> RepeatedAsync(ReceivedFile file, string hash, CancellationToken cancellationToken)
    {
        var ofKey = await database.QuerySingleOrDefaultAsync<Known>(
            "select id, dry_run, sha256 from feed_runs where feed_id = @Id and idempotency_key = @Key", new { file.Feed.Id, file.Key }, cancellationToken);
        if (ofKey is not null)
        {
            return ofKey.Sha256 == hash && ofKey.DryRun == file.DryRun ? (ReceiptOutcome.Repeated, ofKey.Id) : (ReceiptOutcome.KeyTaken, ofKey.Id);
        }

        var active = await database.QuerySingleOrDefaultAsync<Known>(
            "select id, dry_run, sha256 from feed_runs where feed_id = @Id and status in ('running', 'finishing', 'waiting')",
            new { file.Feed.Id },
            cancellationToken);
        return active is not null && active.Sha256 == hash && active.DryRun == file.DryRun
            ? (ReceiptOutcome.Repeated, active.Id)
            : (ReceiptOutcome.Busy, active?.Id ?? Guid.Empty);
    }

    // Of a file that did not come to its end. The sender may be gone; what is left if the database is, too, goes with old runs.
    async Task DropAsync(Guid runId)
    {
        try
        {
            await database.ExecuteAsync("delete from feed_runs where id = @runId and status = 'receiving'", new { runId }, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
        }
    }

    static string Json(FeedLayout layout) => JsonSerializer.Serialize(layout, CatalogJson.Default.FeedLayout);
}
