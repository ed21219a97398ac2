using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Applies the rules of staff to the searches of this instance. It asks the database for a newer version twice a second, so an instance never keeps old ones, whichever
/// instance was edited.
/// </summary>
internal sealed class SearchRulesFollower(
    Database database, ProductSearch search, WordReader words, CatalogCache cache, TimeProvider time, ILogger<SearchRulesFollower> logger) : BackgroundService
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    readonly Lock _lock = new();
    int _version;

    sealed record Row(int Version, string Rules);

    /// <summary>Applies a version of the rules, unless a later one is applied already.</summary>
    public Task ApplyAsync(int version, SearchRules rules)
    {
        lock (_lock)
        {
            if (version <= _version)
            {
                return Task.CompletedTask;
            }

            _version = version;
            search.Apply(rules);
        }

        return cache.IndexChangedAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the service does not wait for it.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.SearchRulesDelayed(error);
            }

            await Task.Delay(PollInterval, time, stoppingToken);
        }
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>(
            "select version, rules::text as rules from search_rules where version > @version", new { version = _version }, cancellationToken);
        if (row is not null)
        {
            // They were checked when they were edited; in other languages a text may have no words.
            await ApplyAsync(
                row.Version, SearchRulesReader.Read(JsonSerializer.Deserialize(row.Rules, CatalogJson.Default.SearchRulesRequest)!, words, (_, _) => { }));
        }
    }
}
