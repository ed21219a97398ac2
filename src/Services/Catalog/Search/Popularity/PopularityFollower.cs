using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>
/// Gives the searches of this instance the popularity of products. It reads the sums that changed since the last time, never the products; once an hour it reads
/// all of them, because sums that nobody adds to decay. Searches change only when a product reaches another step.
/// </summary>
internal sealed class PopularityFollower(Database database, ProductSearch search, CatalogCache cache, IOptions<CatalogOptions> options, TimeProvider time) : IPeriodicWork
{
    static readonly TimeSpan DecayInterval = TimeSpan.FromHours(1);

    // A sum that was committed late has an earlier time than some that were read before.
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    long? _allReadAt;
    DateTimeOffset _readUpTo;

    sealed record Row(Guid ProductId, double Units, DateTimeOffset CountedAt);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isAll = _allReadAt is not { } at || time.GetElapsedTime(at) > DecayInterval;
        var now = time.GetTimestamp();
        var rows = await ReadAsync(isAll ? DateTimeOffset.UnixEpoch : _readUpTo - Overlap, cancellationToken);
        var steps = rows.Select(row => KeyValuePair.Create(row.ProductId, PopularitySteps.StepOf(row.Units)));
        var current = search.Popularity;
        var next = isAll ? PopularitySteps.OfAll(steps) : current.With(steps);
        if (!ReferenceEquals(next, current) && !next.Says(current))
        {
            search.Apply(next);
            await cache.IndexChangedAsync();
        }

        _readUpTo = rows.Select(row => row.CountedAt).Append(isAll ? DateTimeOffset.UnixEpoch + Overlap : _readUpTo).Max();
        _allReadAt = isAll ? now : _allReadAt;
    }

    Task<IReadOnlyList<Row>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => database.QueryAsync<Row>(
        """
        select product_id, units * power(0.5, greatest(0, extract(epoch from now() - counted_at)::float8) / @halfLife) as units, counted_at
        from product_popularity
        where counted_at > @since
        order by 2 desc, product_id
        limit @ProductsMax
        """,
        new { since, halfLife = options.Value.PopularityHalfLife.TotalSeconds, PopularitySteps.ProductsMax },
        cancellationToken);
}
