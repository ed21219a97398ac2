using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Stores what was searched at this instance, in batches, and reads what all instances suggest. Counts that a crash loses are lost.</summary>
internal sealed class StorePastQueries(Database database, PastQueries queries, IOptions<CatalogOptions> options, TimeProvider time) : IPeriodicWork
{
    /// <summary>The most searches that are suggested.</summary>
    public const int SuggestedMax = 5000;

    sealed record Row(string Text, int Searches);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StoreAsync(cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Stores what was counted. Sorted by text, so that instances do not deadlock.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (queries.TakeCounted() is not { Count: > 0 } counted)
        {
            return;
        }

        await database.ExecuteAsync(
            """
            insert into search_queries (text, searches, hours, last_at)
            select i.text, i.searches, 1, @now
            from unnest(@texts, @searches) with ordinality as i (text, searches, n)
            order by i.n
            on conflict (text) do update
            set searches = least(search_queries.searches + excluded.searches, 1000000000),
                hours = search_queries.hours + (date_trunc('hour', search_queries.last_at) < date_trunc('hour', excluded.last_at))::int,
                last_at = greatest(search_queries.last_at, excluded.last_at)
            """,
            new { texts = counted.Select(c => c.Text).ToArray(), searches = counted.Select(c => c.Searches).ToArray(), now = time.GetUtcNow() },
            cancellationToken);
    }

    /// <summary>Reads what is suggested.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>(
            "select text, searches from search_queries where hours >= @hours order by searches desc, text limit @SuggestedMax",
            new { hours = options.Value.SuggestedQueryHours, SuggestedMax },
            cancellationToken);
        queries.Suggest(rows.Select(r => (r.Text, r.Searches)));
    }
}
