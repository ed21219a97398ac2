using System.Globalization;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Gives products their slugs. A product keeps all slugs that it has had, so that old addresses find it.</summary>
internal static class ProductSlugs
{
    // Slugs that are numbered and slugs that end with a number because of the name ("Lamp 2") may be the same.
    const int Spare = 8;

    // Only a transaction that chooses for the first time can take a slug from one that chooses again.
    const int RoundsMax = 8;

    sealed record FreeNumber(string Base, int Number);

    sealed record KnownSlug(Guid ProductId, string Slug);

    /// <summary>Chooses slugs for products that are new, or whose name has changed. They are theirs once <see cref="AddAsync"/> has saved them.</summary>
    public static async Task<IReadOnlyList<ProductSlug>> ChooseAsync(
        UnitOfWork work, IReadOnlyList<(Guid Id, string Name)> products, CancellationToken cancellationToken)
    {
        var bases = products.Select(p => Slug.Of(p.Name) ?? Slug.OfId(p.Id)).ToList();
        var counts = bases.CountBy(b => b).ToList();
        var numbers = await work.QueryAsync<FreeNumber>(
            """
            select b.base, free.number
            from unnest(@bases, @counts) as b (base, count)
                cross join lateral (select coalesce(max(s.number), 0) as last from product_slugs s where s.base = b.base) used
                cross join lateral (
                    select n.number
                    from generate_series(used.last + 1, used.last + b.count + @Spare) as n (number)
                    where not exists (select from product_slugs s where s.slug = b.base || case n.number when 1 then '' else '-' || n.number end)
                ) free
            order by b.base, free.number
            """,
            new { bases = counts.Select(c => c.Key).ToArray(), counts = counts.Select(c => c.Value).ToArray(), Spare },
            cancellationToken);
        return Assign(products, bases, numbers.GroupBy(n => n.Base).ToDictionary(g => g.Key, g => new Queue<int>(g.Select(n => n.Number))));
    }

    /// <summary>
    /// Saves slugs of products that are stored. The unique key finds those that another transaction has taken since they were chosen: then all get others, and the rows of the
    /// products say so. A transaction does this once: who waits for a slug holds none but those before it in their order, so nobody waits in a circle.
    /// </summary>
    /// <returns>The saved slugs, in the order of the chosen ones.</returns>
    /// <exception cref="TimeoutException">Others take the same slugs all the time.</exception>
    public static async Task<IReadOnlyList<ProductSlug>> AddAsync(UnitOfWork work, IReadOnlyList<ProductSlug> chosen, CancellationToken cancellationToken)
    {
        var slugs = chosen;
        for (var round = 1; !await TryAddAsync(work, slugs, cancellationToken); round++)
        {
            if (round == RoundsMax)
            {
                throw new TimeoutException("Other products take the same slugs all the time.");
            }

            // Those who choose again take turns, or each would lose to another one. A statement of its own: the next one sees what the transaction before has committed.
            await work.QueryAsync<bool>("select true from pg_advisory_xact_lock(hashtext('product slugs'))", null, cancellationToken);
            // The base stands for the name, whose slug it is.
            slugs = await ChooseAsync(work, [.. chosen.Select(s => (s.ProductId, s.Base))], cancellationToken);
        }

        var changed = slugs.Except(chosen).ToList();
        if (changed.Count > 0)
        {
            await work.ExecuteAsync(
                "update products p set slug = i.slug from unnest(@ids, @slugs) as i (id, slug) where p.id = i.id",
                new { ids = changed.Select(s => s.ProductId).ToArray(), slugs = changed.Select(s => s.Slug).ToArray() },
                cancellationToken);
        }

        return slugs;
    }

    // Saves all or none. Those that it could save are given back at once: another transaction may wait for one while it holds what this one chooses next.
    static async Task<bool> TryAddAsync(UnitOfWork work, IReadOnlyList<ProductSlug> slugs, CancellationToken cancellationToken)
    {
        if (await InsertAsync(work, slugs, cancellationToken) == slugs.Count)
        {
            return true;
        }

        await work.ExecuteAsync("rollback to savepoint slugs", null, cancellationToken);
        return false;
    }

    // Sorted, so that transactions that want the same slugs wait for each other in one order. Who waits sees the other one's slugs in the next statement.
    static Task<int> InsertAsync(UnitOfWork work, IReadOnlyList<ProductSlug> slugs, CancellationToken cancellationToken)
    {
        var sorted = slugs.OrderBy(s => s.Slug, StringComparer.Ordinal).ToList();
        return work.ExecuteAsync(
            """
            savepoint slugs;
            insert into product_slugs (slug, product_id, base, number)
            select i.slug, i.product_id, i.base, i.number
            from unnest(@slugs, @products, @bases, @numbers) with ordinality as i (slug, product_id, base, number, n)
            order by i.n
            on conflict (slug) do nothing
            """,
            new
            {
                slugs = sorted.Select(s => s.Slug).ToArray(),
                products = sorted.Select(s => s.ProductId).ToArray(),
                bases = sorted.Select(s => s.Base).ToArray(),
                numbers = sorted.Select(s => s.Number).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>
    /// The slugs of products that are edited: the present one while the name means the same, one that it had before, or a new one. Saves the new ones, together with those
    /// that were chosen for products that the same transaction creates.
    /// </summary>
    /// <param name="work">The transaction.</param>
    /// <param name="products">The edited products.</param>
    /// <param name="created">What <see cref="ChooseAsync"/> has chosen for created products, whose rows are stored.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>In the order of the products.</returns>
    public static async Task<IReadOnlyList<string>> OfEditedAsync(
        UnitOfWork work, IReadOnlyList<RenamedProduct> products, IReadOnlyList<ProductSlug> created, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProductSlug> added = created;
        var slugs = products.Where(p => !p.NeedsSlug).ToDictionary(p => p.Id, p => p.Slug!);
        var renamed = products.Where(p => p.NeedsSlug).ToList();
        if (renamed.Count > 0)
        {
            var before = await work.QueryAsync<KnownSlug>(
                """
                select distinct on (s.product_id) s.product_id, s.slug
                from unnest(@ids, @bases) as i (id, base) join product_slugs s on s.product_id = i.id and s.base = i.base
                order by s.product_id, s.number
                """,
                new { ids = renamed.Select(p => p.Id).ToArray(), bases = renamed.Select(p => p.Wanted).ToArray() },
                cancellationToken);
            foreach (var known in before)
            {
                slugs[known.ProductId] = known.Slug;
            }

            var without = renamed.Where(p => !slugs.ContainsKey(p.Id)).Select(p => (p.Id, p.Name)).ToList();
            if (without.Count > 0)
            {
                added = [.. created, .. await ChooseAsync(work, without, cancellationToken)];
            }
        }

        if (added.Count > 0)
        {
            foreach (var slug in await AddAsync(work, added, cancellationToken))
            {
                slugs[slug.ProductId] = slug.Slug;
            }
        }

        return [.. products.Select(p => slugs[p.Id])];
    }

    /// <summary>Gives each product the first number of its base that neither a stored product nor one before it has.</summary>
    internal static IReadOnlyList<ProductSlug> Assign(
        IReadOnlyList<(Guid Id, string Name)> products, IReadOnlyList<string> bases, IReadOnlyDictionary<string, Queue<int>> free)
    {
        var slugs = new List<ProductSlug>(products.Count);
        var taken = new HashSet<string>();
        for (var i = 0; i < products.Count; i++)
        {
            slugs.Add(Next(products[i].Id, bases[i], free.GetValueOrDefault(bases[i]), taken));
        }

        return slugs;
    }

    static ProductSlug Next(Guid id, string slugBase, Queue<int>? free, HashSet<string> taken)
    {
        while (free is not null && free.TryDequeue(out var number))
        {
            var slug = number == 1 ? slugBase : string.Create(CultureInfo.InvariantCulture, $"{slugBase}-{number}");
            if (slug.Length <= Slug.LengthMax && taken.Add(slug))
            {
                return new(id, slug, slugBase, number);
            }
        }

        var own = Slug.OfId(id);
        taken.Add(own);
        return new(id, own, own, 1);
    }
}
