using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;

namespace Cartwright.Catalog;

/// <summary>
/// Publishes <c>product.updated</c> for the active products of categories whose slug, name or place changed: subscribers and the search index know products by
/// the slugs and names of their categories. It works in batches, each in a transaction that also saves how far it is, so that any instance can go on.
/// </summary>
internal sealed class AnnounceMovedProducts(Database database) : IPeriodicWork
{
    /// <summary>The key of the <see cref="WakeSignal"/> that a category changed.</summary>
    public const string Wake = "category changed";

    const int BatchMax = 500;

    sealed record Pending(Guid Id, string Slug, int Revision, Guid? AnnouncedTo);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await AnnounceAsync(cancellationToken))
        {
        }
    }

    /// <summary>Announces one batch.</summary>
    /// <returns>Whether there may be more.</returns>
    async Task<bool> AnnounceAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Another instance may have taken it. Products can be added to the category meanwhile.
        var pending = await work.QuerySingleOrDefaultAsync<Pending>(
            """
            select id, slug, revision, announced_to from categories where revision <> announced_revision
            order by slug limit 1 for no key update skip locked
            """,
            null,
            cancellationToken);
        if (pending is null)
        {
            return false;
        }

        var products = await work.QueryAsync<AnnouncedProduct>(
            $"""
            update products p set version = p.version + 1
            from (
                select id from products
                where id in (
                    (select id from products where category = @Slug and active and id > @after order by id limit @BatchMax)
                    union
                    (select p.id from product_categories c join products p on p.id = c.product_id
                     where c.category = @Slug and p.active and c.product_id > @after order by c.product_id limit @BatchMax))
                order by id limit @BatchMax for update
            ) due
            where p.id = due.id
            returning {AnnouncedProduct.Columns}
            """,
            new { pending.Slug, after = pending.AnnouncedTo ?? Guid.Empty, BatchMax },
            cancellationToken);
        await AnnouncedProduct.PublishAsync(work, products, cancellationToken);
        await work.ExecuteAsync(
            "update categories set announced_revision = case when @isDone then @Revision else announced_revision end, announced_to = @to where id = @Id",
            new { pending.Id, pending.Revision, isDone = products.Count < BatchMax, to = products.Count < BatchMax ? (Guid?)null : products.Max(p => p.Id) },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }
}
