using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Adds the units of orders to the sums of their products, and takes those of cancelled orders out again. Instances share the work: each takes other orders.</summary>
internal sealed class CountOrders(Database database, IOptions<CatalogOptions> options, TimeProvider time) : IPeriodicWork
{
    const int OrdersMax = 10_000;

    // After so many half-lives a unit counts less than a thousandth.
    const int HalfLivesMax = 10;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await CountAsync(cancellationToken) == OrdersMax)
        {
            // There are more.
        }

        await database.ExecuteAsync(
            """
            delete from counted_orders where at < @ended and counts = counted;

            delete from product_popularity where counted_at < @forgotten
            """,
            new
            {
                // The handlers ignore what is older than the life of an order: it cannot come back.
                ended = time.GetUtcNow() - CountedOrders.Life - TimeSpan.FromDays(1),
                forgotten = time.GetUtcNow() - (options.Value.PopularityHalfLife * HalfLivesMax),
            },
            cancellationToken);
    }

    // Sums are changed in the order of products, so two instances do not wait for each other in a circle. Rounding must not leave less than nothing.
    Task<int> CountAsync(CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<int>(
        """
        with due as (
            select order_id, at, products, units, counts from counted_orders where counts <> counted order by at limit @OrdersMax for update skip locked
        ), counted as (
            update counted_orders o set counted = due.counts from due where o.order_id = due.order_id
        ), changes as (
            select l.product_id, sum(
                case when due.counts then 1 else -1 end * l.units * power(0.5, greatest(0, extract(epoch from now() - due.at)::float8) / @halfLife)) as units
            from due cross join unnest(due.products, due.units) as l (product_id, units)
            group by l.product_id
        ), added as (
            insert into product_popularity as p (product_id, units, counted_at)
            select product_id, units, now() from changes order by product_id
            on conflict (product_id) do update
            set units = greatest(0, excluded.units + p.units * power(0.5, greatest(0, extract(epoch from excluded.counted_at - p.counted_at)::float8) / @halfLife)),
                counted_at = greatest(p.counted_at, excluded.counted_at)
        )
        select count(*)::int from due
        """,
        new { OrdersMax, halfLife = options.Value.PopularityHalfLife.TotalSeconds },
        cancellationToken);
}
