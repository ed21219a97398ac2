using Cartwright.Platform.Data;

namespace Cartwright.Imports;

/// <summary>Gives each configured marketplace its number in the tables, before other work needs it.</summary>
internal sealed class RegisterMarketplaces(Database database, MarketplaceDirectory marketplaces) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        insert into marketplaces (name) select name from unnest(@names) as configured (name)
        where not exists (select from marketplaces m where m.name = configured.name)
        on conflict (name) do nothing
        """,
        new { names = marketplaces.All.Select(m => m.Name).ToArray() },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
