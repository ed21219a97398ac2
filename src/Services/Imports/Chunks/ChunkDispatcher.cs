using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Imports;

/// <summary>
/// Offers the chunks that are due to all instances: new ones, those that no instance claimed, those whose lease expired, and those whose pause is over.
/// Their number is limited, so that the broker never holds more than the instances work through in a while.
/// </summary>
internal sealed class ChunkDispatcher(Database database, MarketplaceDirectory marketplaces, IWorkQueue queue) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // The most chunks of a marketplace that are offered and not claimed.
    const int OfferedMax = 1000;

    sealed record Due(Guid ImportId, int Number, string Marketplace);

    /// <summary>The queue of a marketplace's chunks.</summary>
    public static string Queue(string marketplace) => $"imports.{marketplace}";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll((await FindAsync(cancellationToken)).GroupBy(d => d.Marketplace).Select(ofOne => OfferAsync(ofOne.Key, [.. ofOne], cancellationToken)));

    // An expired lease ends here: the chunk is ready again, and its earlier owner can write nothing more.
    Task<IReadOnlyList<Due>> FindAsync(CancellationToken cancellationToken) => database.QueryAsync<Due>(
        """
        update import_chunks c set state = 'ready', owner = null, due_at = now() + @OfferLifetime
        from (
            select d.import_id, d.number, m.name
            from marketplaces m
            cross join lateral (
                select count(*) as offered from (
                    select from import_chunks where marketplace = m.id and state = 'ready' and due_at > now() limit @OfferedMax) o) o
            cross join lateral (
                select d.import_id, d.number from import_chunks d
                where d.marketplace = m.id and d.state in ('ready', 'running', 'parked') and d.due_at <= now()
                order by d.due_at, d.number limit @OfferedMax - o.offered
                for update skip locked) d
            where m.name = any(@names) and (m.paused_until is null or m.paused_until <= now())) d
        where c.import_id = d.import_id and c.number = d.number
        returning c.import_id, c.number, d.name as marketplace
        """,
        new { OfferedMax, WorkLimits.OfferLifetime, names = marketplaces.Names },
        cancellationToken);

    async Task OfferAsync(string marketplace, IReadOnlyList<Due> due, CancellationToken cancellationToken)
    {
        try
        {
            await queue.OfferAsync(
                Queue(marketplace),
                [.. due.OrderBy(d => d.Number).Select(d => (ReadOnlyMemory<byte>)new ChunkName(d.ImportId, d.Number).ToBytes())],
                cancellationToken);
        }
        catch (WorkQueueUnavailableException)
        {
            // The offer may not have reached the queue: the chunks need not wait until it expires.
            await database.ExecuteAsync(
                """
                update import_chunks c set due_at = now()
                from unnest(@imports, @numbers) as offered (import_id, number)
                where c.import_id = offered.import_id and c.number = offered.number and c.state = 'ready'
                """,
                new { imports = due.Select(d => d.ImportId).ToArray(), numbers = due.Select(d => d.Number).ToArray() },
                cancellationToken);
            throw;
        }
    }
}
