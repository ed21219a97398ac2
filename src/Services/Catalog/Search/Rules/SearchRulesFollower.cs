using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog;

/// <summary>
/// Applies the rules of staff to the searches of this instance. It asks the database for a newer version, so no instance keeps old ones, whichever instance received
/// the edit.
/// </summary>
internal sealed class SearchRulesFollower(Database database, ProductSearch search, WordReader words, CatalogCache cache) : IPeriodicWork
{
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
    public async Task RunAsync(CancellationToken cancellationToken)
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
