using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Stores what this instance says about its index, at most every two seconds and at least every ten.</summary>
internal sealed class IndexReports(Database database, TimeProvider time)
{
    /// <summary>How long after its last report an instance counts as running.</summary>
    public const string Lifetime = "30 seconds";

    static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(2);
    static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(10);

    readonly Guid _instance = Guid.CreateVersion7();
    long? _reportedAt;
    (bool IsBuilding, long Position, int Rebuilt) _reported;

    /// <summary>The number of the last rebuild that staff asked for.</summary>
    public Task<int> ReadRequestedAsync(CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<int>("select requested from search_rebuilds", null, cancellationToken);

    /// <summary>Stores a state if it is time to.</summary>
    /// <param name="isBuilding">Whether the index writes all products again.</param>
    /// <param name="position">Its position in the event log.</param>
    /// <param name="rebuilt">The last rebuild that it did.</param>
    /// <param name="read">Reads what it contains, which looks at every product.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ReportAsync(bool isBuilding, long position, int rebuilt, Func<IndexDigest> read, CancellationToken cancellationToken)
    {
        var since = _reportedAt is { } at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
        if (since < IntervalMin || (since < IntervalMax && _reported == (isBuilding, position, rebuilt)))
        {
            return;
        }

        var content = read();
        await database.ExecuteAsync(
            """
            with ended as (
                delete from search_indexes where seen_at < now() - interval '1 hour'
            )
            insert into search_indexes (instance, building, position, products, digest, rebuilt, seen_at)
            values (@instance, @isBuilding, @position, @Products, @Digest, @rebuilt, now())
            on conflict (instance) do update
            set building = excluded.building, position = excluded.position, products = excluded.products, digest = excluded.digest, rebuilt = excluded.rebuilt,
                seen_at = excluded.seen_at
            """,
            new { instance = _instance, isBuilding, position, content.Products, content.Digest, rebuilt },
            cancellationToken);
        (_reportedAt, _reported) = (time.GetTimestamp(), (isBuilding, position, rebuilt));
    }
}
