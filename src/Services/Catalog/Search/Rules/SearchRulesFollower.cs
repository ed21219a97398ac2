using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>
/// Learns what staff asked of the search: which rules apply, and how often all indexes are to be built again. It asks the database with one statement, so no instance keeps
/// old rules, whichever instance received the edit.
/// </summary>
internal sealed class SearchRulesFollower(Database database, ProductSearch search, WordReader words, CatalogCache cache)
{
    readonly Lock _lock = new();
    int _version;

    sealed record Row(int Requested, int Version, string? Rules);

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

    /// <summary>Applies newer rules, if there are any.</summary>
    /// <returns>The number of the last rebuild that staff asked for.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        var row = (await database.QuerySingleOrDefaultAsync<Row>(
            "select b.requested, r.version, case when r.version > @version then r.rules::text end as rules from search_rebuilds b cross join search_rules r",
            new { version = _version },
            cancellationToken))!;
        if (row.Rules is { } rules)
        {
            // They were checked when they were edited; in other languages a text may have no words.
            await ApplyAsync(
                row.Version, SearchRulesReader.Read(JsonSerializer.Deserialize(rules, CatalogJson.Default.SearchRulesRequest)!, words, (_, _) => { }));
        }

        return row.Requested;
    }
}
