using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog.Feeds;

/// <summary>Writes a part of a file: its products, their events and its end become visible together.</summary>
internal sealed class ChunkWriter(Database database, ChangedLists lists, IOptions<ShopSettings> shop)
{
    // Somebody who edits a product between its reading and its lock is rare, and several in a row are rarer.
    const int PlansMax = 3;

    sealed record Locked(Guid Id, int Version);

    sealed record Met(string Sku, int Line);

    /// <summary>Writes it.</summary>
    /// <exception cref="ChunkLostException">Another instance has it, or the run has ended.</exception>
    /// <exception cref="Npgsql.PostgresException">Among others: somebody has taken a SKU, or a group, since it was read; another attempt finds it.</exception>
    public async Task<ChunkPlan> WriteAsync(FeedChunk chunk, ChunkContent content, CancellationToken cancellationToken)
    {
        var layout = JsonSerializer.Deserialize(content.Layout, CatalogJson.Default.FeedLayout)!;
        var rows = ChunkRows.Read(layout, RowReader.Of(layout).Read(content.Content, content.FirstLine));
        var planner = new ChunkPlanner(content.FeedId, content.DeactivateMissing && !layout.Maps(FieldKind.Active), shop.Value.Currency, layout.DecimalSeparator);

        await using var work = await database.BeginAsync(cancellationToken);
        var elsewhere = await MeetAsync(work, chunk.RunId, rows.Skus, cancellationToken);
        var plan = content.DryRun
            ? await planner.PlanAsync(work, rows, elsewhere, cancellationToken)
            : await PlanLockedAsync(work, planner, rows, elsewhere, cancellationToken);
        var differences = 0;
        if (content.DryRun)
        {
            differences = await RunFindings.AddDifferencesAsync(work, chunk.RunId, content.Differences, plan.Changed, cancellationToken);
        }
        else
        {
            await WriteProductsAsync(work, plan.Changed, cancellationToken);
            await AddGroupsAsync(work, content.FeedId, plan, cancellationToken);
            await ImageSources.SaveAsync(work, plan.ImageUrls, plan.Images, cancellationToken);
        }

        await RunFindings.AddAsync(work, chunk.RunId, content.Problems, plan.Problems, cancellationToken);
        await ChunkStore.FinishAsync(work, chunk, plan, plan.Problems.Count, differences, cancellationToken);
        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        if (!content.DryRun && plan.Changed.Count > 0)
        {
            lists.Note();
        }

        return plan;
    }

    // The run remembers every SKU that it meets. A SKU of another part is that one's, whichever comes first.
    static async Task<IReadOnlyDictionary<string, int>> MeetAsync(
        UnitOfWork work, Guid runId, IReadOnlyDictionary<string, int> skus, CancellationToken cancellationToken)
    {
        var parameters = new { runId, skus = skus.Keys.ToArray(), lines = skus.Values.ToArray() };
        var added = await work.ExecuteAsync(
            """
            insert into feed_run_skus (run_id, sku, line)
            select @runId, i.sku, i.line from unnest(@skus, @lines) as i (sku, line) order by i.sku
            on conflict do nothing
            """,
            parameters,
            cancellationToken);
        return added == skus.Count
            ? new Dictionary<string, int>()
            : (await work.QueryAsync<Met>(
                """
                select s.sku, s.line from unnest(@skus, @lines) as i (sku, line) join feed_run_skus s on s.run_id = @runId and s.sku = i.sku
                where s.line <> i.line
                """,
                parameters,
                cancellationToken)).ToDictionary(m => m.Sku, m => m.Line, StringComparer.Ordinal);
    }

    // Only products that change are locked, in the order of their ids. One that was edited since it was read is planned again, now under its lock.
    static async Task<ChunkPlan> PlanLockedAsync(
        UnitOfWork work, ChunkPlanner planner, ChunkRows rows, IReadOnlyDictionary<string, int> elsewhere, CancellationToken cancellationToken)
    {
        for (var plans = 1; ; plans++)
        {
            var plan = await planner.PlanAsync(work, rows, elsewhere, cancellationToken);
            var read = plan.Changed.Where(p => p.Current is not null).ToDictionary(p => p.Draft.Id, p => p.Current!.Version);
            var parts = BundleReferences.SkusOf(plan.Changed.Select(p => p.Draft));
            if (read.Count == 0 && parts.Length == 0)
            {
                return plan;
            }

            var locked = await work.QueryAsync<Locked>(
                $"select id, version from products where id in ({BundleLocks.Ids}) order by id for update", new { ids = read.Keys.ToArray(), parts }, cancellationToken);
            // Prices of bundles come from parts, which may have been edited before they were locked.
            if (locked.Count(l => read.ContainsKey(l.Id)) == read.Count && locked.All(l => !read.TryGetValue(l.Id, out var version) || version == l.Version)
                && (parts.Length == 0 || plans > 1))
            {
                return plan;
            }

            if (plans == PlansMax)
            {
                throw new TimeoutException("The products of this part are edited all the time.");
            }
        }
    }

    static async Task WriteProductsAsync(UnitOfWork work, IReadOnlyList<PlannedProduct> changed, CancellationToken cancellationToken)
    {
        var updated = changed.Where(p => p.Current is not null).ToList();
        var created = changed.Where(p => p.Current is null).ToList();
        // The slugs of both are saved together, and the variants of new products last: a SKU may move from a product that is updated to a new one.
        var (drafts, slugsOfNew) = created.Count == 0 ? ([], []) : await ProductStore.InsertAsync(work, [.. created.Select(p => p.Draft)], cancellationToken);
        var slugs = await ProductSlugs.OfEditedAsync(
            work, [.. updated.Select(p => new RenamedProduct(p.Draft.Id, p.Draft.Name, p.Current!.Name, p.Current.Slug))], slugsOfNew, cancellationToken);
        if (updated.Count > 0)
        {
            await ProductStore.ReplaceAsync(
                work, [.. updated.Zip(slugs, (product, slug) => (product.Draft with { Slug = slug }, product.Current!.Version))], cancellationToken);
        }

        if (drafts.Count > 0)
        {
            await ProductStore.CompleteAsync(work, drafts, cancellationToken);
        }
    }

    // A new group that another part has created meanwhile violates the key, and the next attempt finds its product. One whose product is gone has no row.
    static async Task AddGroupsAsync(UnitOfWork work, Guid feedId, ChunkPlan plan, CancellationToken cancellationToken)
    {
        var created = plan.Changed.Where(p => p.Current is null && p.Group is not null).Select(p => (Key: p.Group!, Id: p.Draft.Id));
        foreach (var (groups, onConflict) in new[] { (created, ""), (plan.Groups.Select(g => (g.Key, Id: g.Value)), "on conflict do nothing") })
        {
            var sorted = groups.OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
            if (sorted.Count > 0)
            {
                await work.ExecuteAsync(
                    $"insert into feed_groups (feed_id, key, product_id) select @feedId, i.* from unnest(@keys, @products) as i {onConflict}",
                    new { feedId, keys = sorted.Select(g => g.Key).ToArray(), products = sorted.Select(g => g.Id).ToArray() },
                    cancellationToken);
            }
        }
    }
}
