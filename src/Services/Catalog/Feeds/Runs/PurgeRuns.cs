using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog.Feeds;

/// <summary>Deletes old runs, what is left of files that did not come to their end, and URLs of images that no feed names any more.</summary>
internal sealed class PurgeRuns(Database database, IOptions<FeedOptions> options) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // Each part of a file that comes is a sign of life.
    static readonly TimeSpan SilenceMax = TimeSpan.FromHours(1);

    const int BatchMax = 100;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await DeleteAsync(cancellationToken) == BatchMax)
        {
        }

        while (await DeleteImageSourcesAsync(cancellationToken) == BatchMax)
        {
        }
    }

    Task<int> DeleteAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        delete from feed_runs where id in (
            select id from feed_runs
            where (status in ('completed', 'failed', 'cancelled') and progress_at < now() - @RunLife) or (status = 'receiving' and progress_at < now() - @SilenceMax)
            order by progress_at limit @BatchMax
            for update skip locked)
        """,
        new { options.Value.RunLife, SilenceMax, BatchMax },
        cancellationToken);

    // One that is named at this moment is fetched again with the next run.
    Task<int> DeleteImageSourcesAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        delete from image_sources where url in (
            select url from image_sources s
            where created_at < now() - @RunLife and not exists (select from feed_product_images f where f.urls @> array[s.url])
            limit @BatchMax
            for update skip locked)
        """,
        new { options.Value.RunLife, BatchMax },
        cancellationToken);
}
