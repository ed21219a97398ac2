using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Removes searches that nobody repeated for long, and the rarest beyond a number.</summary>
internal sealed class RemoveOldQueries(Database database, IOptions<CatalogOptions> options, TimeProvider time) : IPeriodicWork
{
    const int KeptMax = 50_000;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        delete from search_queries
        where last_at < @before
            or text in (select text from search_queries order by searches desc, last_at desc, text offset @KeptMax)
        """,
        new { before = time.GetUtcNow() - options.Value.SearchQueryLife, KeptMax },
        cancellationToken);
}
