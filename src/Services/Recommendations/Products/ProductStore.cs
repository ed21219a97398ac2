using Cartwright.Platform.Data;

namespace Cartwright.Recommendations;

/// <summary>A product as the catalog described it.</summary>
internal sealed record ProductFact(Guid ProductId, string Category, bool Active, int Version);

/// <summary>
/// The products, a projection of the catalog. The newest event counts, in whatever order events arrive: the version orders descriptions, the time availability,
/// and a deletion is final. A changed row takes a new position, by which the model finds it.
/// </summary>
internal static class ProductStore
{
    public static Task DescribeAsync(UnitOfWork work, IEnumerable<ProductFact> facts, CancellationToken cancellationToken)
    {
        // A statement must not touch a row twice. Sorted, so that two statements wait for each other instead of deadlocking.
        var latest = facts.GroupBy(f => f.ProductId).Select(g => g.MaxBy(f => f.Version)!).OrderBy(f => f.ProductId).ToList();
        return work.ExecuteAsync(
            """
            insert into products (product_id, category, active, product_version)
            select * from unnest(@products, @categories, @active, @versions)
            on conflict (product_id) do update
            set transaction_id = excluded.transaction_id, position = excluded.position, category = excluded.category, active = excluded.active,
                product_version = excluded.product_version
            where products.product_version < excluded.product_version
            """,
            new
            {
                products = latest.Select(f => f.ProductId).ToArray(),
                categories = latest.Select(f => f.Category).ToArray(),
                active = latest.Select(f => f.Active).ToArray(),
                versions = latest.Select(f => f.Version).ToArray(),
            },
            cancellationToken);
    }

    public static Task StockAsync(UnitOfWork work, IEnumerable<(Guid ProductId, int Available, DateTimeOffset At)> facts, CancellationToken cancellationToken)
    {
        var latest = facts.GroupBy(f => f.ProductId).Select(g => g.MaxBy(f => f.At)).OrderBy(f => f.ProductId).ToList();
        // Most changes of the number do not change whether there is any: those leave the position.
        return work.ExecuteAsync(
            """
            insert into products (product_id, available, available_at)
            select * from unnest(@products, @available, @times)
            on conflict (product_id) do update
            set transaction_id = excluded.transaction_id, available = excluded.available, available_at = excluded.available_at,
                position = case when (products.available > 0) = (excluded.available > 0) then products.position else excluded.position end
            where products.available_at < excluded.available_at
            """,
            new
            {
                products = latest.Select(f => f.ProductId).ToArray(),
                available = latest.Select(f => f.Available).ToArray(),
                times = latest.Select(f => f.At.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }

    public static Task DeleteAsync(UnitOfWork work, IEnumerable<Guid> ids, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into products (product_id, deleted) select id, true from unnest(@ids) as d (id) order by id
        on conflict (product_id) do update set transaction_id = excluded.transaction_id, position = excluded.position, deleted = true
        """,
        new { ids = ids.Distinct().ToArray() },
        cancellationToken);
}
