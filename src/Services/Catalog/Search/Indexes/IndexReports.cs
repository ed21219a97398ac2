using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog;

/// <summary>
/// Stores what this instance says about its index: when something changed, at most every two seconds, and at least every ten. As periodic work it says that the instance runs, also
/// while its index does not follow: then the audit finds an index that stays behind, and not an instance that has ended.
/// </summary>
internal sealed class IndexReports(Database database, TimeProvider time) : IPeriodicWork
{
    /// <summary>How long after its last report an instance counts as running.</summary>
    public const string Lifetime = "30 seconds";

    /// <summary>After so long at one event, while a later one waits, an index does not follow the catalog any more. While it builds or takes in a backlog, it moves.</summary>
    public const string StuckAfter = "2 minutes";

    /// <summary>How often an instance says that it runs.</summary>
    public static readonly TimeSpan SignInterval = TimeSpan.FromSeconds(10);

    static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(2);
    static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(10);

    long? _reportedAt;
    (bool IsBuilding, long Position, int Rebuilt) _reported;

    /// <summary>The instance, as its reports name it.</summary>
    public Guid Instance { get; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        insert into search_indexes (instance, building, position, products, digest, rebuilt, seen_at)
        values (@Instance, true, 0, 0, 0, 0, now())
        on conflict (instance) do update set seen_at = excluded.seen_at
        """,
        new { Instance },
        cancellationToken);

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
            values (@Instance, @isBuilding, @position, @Products, @Digest, @rebuilt, now())
            on conflict (instance) do update
            set building = excluded.building, position = excluded.position, products = excluded.products, digest = excluded.digest, rebuilt = excluded.rebuilt,
                seen_at = excluded.seen_at,
                moved_at = case
                    when excluded.position <> search_indexes.position or excluded.position >= (select coalesce(max(position), 0) from events) then now()
                    else search_indexes.moved_at
                end
            """,
            new { Instance, isBuilding, position, content.Products, content.Digest, rebuilt },
            cancellationToken);
        (_reportedAt, _reported) = (time.GetTimestamp(), (isBuilding, position, rebuilt));
    }
}
