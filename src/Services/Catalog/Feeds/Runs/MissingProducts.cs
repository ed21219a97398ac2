using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>Active products that a feed has brought and of which a file has no SKU any more.</summary>
internal static class MissingProducts
{
    const string Missing =
        """
        select distinct v.product_id
        from feed_skus f join variants v on v.sku = f.sku join products p on p.id = v.product_id
        where f.feed_id = @feedId and p.active
          and not exists (
              select from variants o join feed_run_skus s on s.run_id = @runId and s.sku = o.sku where o.product_id = v.product_id)
        """;

    /// <summary>Counts them, and the active products of the feed.</summary>
    public static async Task<(int Missing, int Active)> CountAsync(UnitOfWork work, Guid feedId, Guid runId, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<(int, int)>(
            $"""
            select (select count(*)::int from ({Missing}) m),
                   (select count(distinct v.product_id)::int
                    from feed_skus f join variants v on v.sku = f.sku join products p on p.id = v.product_id where f.feed_id = @feedId and p.active)
            """,
            new { feedId, runId },
            cancellationToken);

    /// <summary>Locks some of them.</summary>
    public static Task<IReadOnlyList<Guid>> TakeAsync(UnitOfWork work, Guid feedId, Guid runId, int max, CancellationToken cancellationToken) =>
        work.QueryAsync<Guid>(
            $"select id from products where active and id in ({Missing}) order by id limit @max for update", new { feedId, runId, max }, cancellationToken);

    /// <summary>Deactivates products that the transaction has locked, as an edit does it.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> DeactivateAsync(UnitOfWork work, Guid feedId, Guid runId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var products = await CurrentProducts.FindAsync(work, [], ids, cancellationToken);
        await ProductStore.ReplaceAsync(work, [.. products.Select(p => (p.ToDraft() with { Active = false }, p.Version))], cancellationToken);
        await work.ExecuteAsync(
            "update feed_skus set deactivated = true where feed_id = @feedId and sku = any (@skus)",
            new { feedId, skus = products.SelectMany(p => p.Variants).Select(v => v.Sku).ToArray() },
            cancellationToken);
        await work.ExecuteAsync(
            "update feed_runs set deactivated = deactivated + @Count, progress_at = now() where id = @runId", new { products.Count, runId }, cancellationToken);
        return products.Count;
    }

    /// <summary>Saves them as what a dry run would change.</summary>
    public static Task AddDifferencesAsync(UnitOfWork work, Guid feedId, Guid runId, int max, int missing, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"""
        with counted as (update feed_runs set differences = differences + @missing where id = @runId)
        insert into feed_differences (run_id, line, number, sku, kind, field, before, after)
        select @runId, 0, row_number() over (order by v.sku), v.sku, 'deactivated', 'active', 'true', 'false'
        from ({Missing}) m cross join lateral (select sku from variants where product_id = m.product_id order by position limit 1) v
        limit greatest(0, @max)
        """,
        new { feedId, runId, max, missing },
        cancellationToken);
}
