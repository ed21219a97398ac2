using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Jobs;

namespace Cartwright.Imports;

/// <summary>
/// Hands out the chunks that are due, to whichever instance is free: new ones, those that nobody took, those whose owner gave no sign of life, and those
/// that have rested. Only so many at a time, so that the broker never holds more than the instances get through in a while.
/// </summary>
internal sealed class OfferChunks(Database database, MarketplaceDirectory marketplaces, IWorkQueue queue) : IPeriodicWork
{
    /// <summary>How often it is looked whether something is due.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // How many chunks of a marketplace are handed out and not taken.
    const int OfferedMax = 1000;

    sealed record Due(Guid ImportId, int Number, string Marketplace);

    /// <summary>The queue of a marketplace's chunks.</summary>
    public static string Queue(string marketplace) => $"imports.{marketplace}";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll((await FindAsync(cancellationToken)).GroupBy(d => d.Marketplace).Select(ofOne => OfferAsync(ofOne.Key, [.. ofOne], cancellationToken)));

    // A lease that is over ends here: the chunk is ready again, and whoever had it can write nothing more.
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
        new { OfferedMax, WorkLimits.OfferLifetime, names = marketplaces.All.Select(m => m.Name).ToArray() },
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
            // They need not wait until the offer, which may not have been made, is over.
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
