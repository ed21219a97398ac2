using Cartwright.Platform.Data;

namespace Cartwright.Imports;

/// <summary>Gives each configured marketplace its number and its currency in the tables, before other work needs them.</summary>
internal sealed class RegisterMarketplaces(Database database, MarketplaceDirectory marketplaces) : IHostedService
{
    sealed record Changed(string Name, string Currency);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A marketplace has another currency than its imported orders.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var names = marketplaces.Names;
        var currencies = marketplaces.All.Select(m => m.Currency.Code).ToArray();
        await database.ExecuteAsync(
            """
            insert into marketplaces (name, currency) select name, currency from unnest(@names, @currencies) as configured (name, currency)
            where not exists (select from marketplaces m where m.name = configured.name)
            on conflict (name) do nothing
            """,
            new { names, currencies },
            cancellationToken);
        await database.ExecuteAsync(
            """
            update marketplaces m set currency = configured.currency
            from unnest(@names, @currencies) as configured (name, currency)
            where m.name = configured.name and m.currency is distinct from configured.currency
              and (m.currency is null or not exists (select from imported_days d where d.marketplace = m.id))
            """,
            new { names, currencies },
            cancellationToken);
        var changed = await database.QueryAsync<Changed>(
            """
            select m.name, m.currency from marketplaces m
            join unnest(@names, @currencies) as configured (name, currency) on configured.name = m.name and configured.currency <> m.currency
            """,
            new { names, currencies },
            cancellationToken);
        if (changed is [var first, ..])
        {
            throw new InvalidOperationException(
                $"Imports:Marketplaces:{first.Name}:Currency cannot be changed, because orders in {first.Currency} have been imported. "
                + $"Set it to {first.Currency}, or give the marketplace another name.");
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
