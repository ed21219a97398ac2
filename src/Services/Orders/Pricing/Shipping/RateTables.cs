using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Observability;

namespace Cartwright.Orders;

/// <summary>
/// Reads the copy of the rates that this service keeps. Requests that arrive during a read share the next one, so that no price is older than the request; the
/// table itself is read when its version has changed.
/// </summary>
internal sealed class RateTables : IAsyncDisposable
{
    readonly Database _database;
    readonly RequestBatcher<bool, RateTable> _reads;
    Known _known = new(0, RateTable.Empty);

    sealed record Known(int Version, RateTable Table);

    sealed record Row(int Version, string Rates);

    public RateTables(Database database, WorkMeter meter)
    {
        _database = database;
        _reads = new("read shipping rates", meter, ReadTogetherAsync, batchMax: 256, workers: 2);
    }

    /// <summary>The rates as they are now.</summary>
    public Task<RateTable> CurrentAsync(CancellationToken cancellationToken) => _reads.RunAsync(true, cancellationToken);

    public ValueTask DisposeAsync() => _reads.DisposeAsync();

    async Task<IReadOnlyList<RateTable>> ReadTogetherAsync(IReadOnlyList<bool> requests, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _known);
        // The statement answers nothing when the version is the known one.
        if (await _database.QuerySingleOrDefaultAsync<Row>(
            "select version, rates::text as rates from shipping_rates where version <> @Version", new { known.Version }, cancellationToken) is { } row)
        {
            known = new(row.Version, JsonSerializer.Deserialize(row.Rates, OrdersJson.Default.RateTable)!);
            Volatile.Write(ref _known, known);
        }

        return [.. requests.Select(_ => known.Table)];
    }
}
