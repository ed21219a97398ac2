using System.Net;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog.Feeds;

/// <summary>Fetches the files of feeds that are due. A file that is the same as the one before begins no run.</summary>
internal sealed class FetchFeeds(
    Database database, FeedStore feeds, FeedClient client, FileReceiver receiver, IOptions<FeedOptions> options, ILogger<FetchFeeds> logger) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // While another file of the feed is on its way.
    const int BusyMinutes = 1;

    // After a fetch that failed, unless the next one is sooner.
    const int RetryMinutes = 60;
    const int HeaderMax = 500;

    sealed record Outcome(string? Error = null, bool IsBusy = false, string? Etag = null, string? Modified = null);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The claim is a lease: another instance tries again if this one dies.
        while (await database.QuerySingleOrDefaultAsync<string>(
            """
            update feeds set next_fetch_at = now() + @FetchTimeout, fetched_at = now()
            where id = (select id from feeds where next_fetch_at <= now() order by next_fetch_at limit 1 for update skip locked)
            returning code
            """,
            new { options.Value.FetchTimeout },
            cancellationToken) is { } code)
        {
            if (await feeds.FindAsync(code, cancellationToken) is { Url: not null } feed)
            {
                await SaveAsync(feed, await FetchAsync(feed, cancellationToken), cancellationToken);
            }
        }
    }

    async Task<Outcome> FetchAsync(Feed feed, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.FetchTimeout * 0.9);
        try
        {
            using var response = await client.GetAsync(feed, timeout.Token);
            if (FeedClient.ErrorOf(response) is { } error)
            {
                return new(error);
            }

            return response.StatusCode == HttpStatusCode.NotModified
                ? new(Etag: feed.FileEtag, Modified: feed.FileModified)
                : await ReceiveAsync(feed, response, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new($"The file did not come within {options.Value.FetchTimeout}.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or FeedFileException)
        {
            return new(Shortened.Of(error.Message));
        }
    }

    async Task<Outcome> ReceiveAsync(Feed feed, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var known = await database.QuerySingleOrDefaultAsync<string>(
            """
            select sha256 from feed_runs where feed_id = @Id and status = 'completed' and not dry_run and created_at > @UpdatedAt order by id desc limit 1
            """,
            new { feed.Id, feed.UpdatedAt },
            cancellationToken);
        var (outcome, _) = await receiver.ReceiveAsync(
            new(feed, FeedClient.IsPacked(response, feed.Url!), DryRun: false, Key: null, RequestedBy: null) { KnownHash = known }, body, cancellationToken);
        var modified = response.Content.Headers.NonValidated.TryGetValues("Last-Modified", out var values) ? values.ToString() : null;
        return outcome == ReceiptOutcome.Busy ? new(IsBusy: true) : new(Etag: Header(response.Headers.ETag?.ToString()), Modified: Header(modified));
    }

    // An edit meanwhile has decided when the file is fetched next.
    async Task SaveAsync(Feed feed, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Error is not null)
        {
            logger.FeedNotFetched(feed.Code, outcome.Error);
        }

        await database.ExecuteAsync(
            """
            update feeds
            set next_fetch_at = now() + make_interval(mins => case
                    when @IsBusy then @BusyMinutes
                    when @Error is null or fetch_every_minutes is null then fetch_every_minutes
                    else least(fetch_every_minutes, @RetryMinutes) end),
                fetch_error = @Error,
                file_etag = coalesce(@Etag, case when @Error is null and not @IsBusy then null else file_etag end),
                file_modified = coalesce(@Modified, case when @Error is null and not @IsBusy then null else file_modified end)
            where id = @Id and version = @Version
            """,
            new { outcome.IsBusy, BusyMinutes, RetryMinutes, outcome.Error, outcome.Etag, outcome.Modified, feed.Id, feed.Version },
            cancellationToken);
    }

    static string? Header(string? value) => value is { Length: <= HeaderMax } ? value : null;
}
