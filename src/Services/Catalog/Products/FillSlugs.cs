using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog;

/// <summary>Gives slugs to products that an earlier version stored, in batches. Until then their id is in their addresses.</summary>
internal sealed class FillSlugs(Database database) : IPeriodicWork
{
    const int BatchMax = 500;

    sealed record Row(Guid Id, string Name);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken) == BatchMax)
        {
        }
    }

    async Task<int> FillAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Products are locked before slugs are chosen, as an edit does it.
        var rows = await work.QueryAsync<Row>(
            "select id, name from products where slug is null order by id limit @BatchMax for update skip locked", new { BatchMax }, cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        var chosen = await ProductSlugs.ChooseAsync(work, [.. rows.Select(r => (r.Id, r.Name))], cancellationToken);
        var slugs = await ProductSlugs.AddAsync(work, chosen, cancellationToken);
        await work.ExecuteAsync(
            "update products p set slug = i.slug from unnest(@ids, @slugs) as i (id, slug) where p.id = i.id",
            new { ids = slugs.Select(s => s.ProductId).ToArray(), slugs = slugs.Select(s => s.Slug).ToArray() },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return rows.Count;
    }
}
