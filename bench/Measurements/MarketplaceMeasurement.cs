using System.Text.Json;

namespace Cartwright.Bench;

/// <summary>How many pages the simulated marketplace gives to how many connections.</summary>
/// <param name="Slow">With a latency for each page, by connections: what one gets must not depend on how many there are.</param>
/// <param name="Quick">Without, by connections: all that there is.</param>
internal sealed record MarketplaceMeasurement(IReadOnlyList<Measurement> Slow, IReadOnlyList<Measurement> Quick)
{
    /// <summary>Orders of a page.</summary>
    public const int PageSize = 1000;

    // There are many of them, and each settles soon.
    const int ShareOfDuration = 5;
    static readonly int[] SlowRuns = [1, 2, 4, 8, 10, 16, 32, 64];
    static readonly int[] QuickRuns = [1, 2, 8, 64];

    /// <summary>All measurements.</summary>
    public IEnumerable<Measurement> All => Slow.Concat(Quick);

    /// <summary>Reads all pages of each marketplace again and again.</summary>
    public static async Task<MarketplaceMeasurement> MeasureAsync(PrivateSimulators simulators, BenchOptions options, CancellationToken cancellationToken)
    {
        var quick = await RequestsAsync(simulators, PrivateSimulators.Quick, cancellationToken);
        await CheckAsync(simulators, quick[0], cancellationToken);
        await ClosedLoop.RunAsync(simulators.Address, RepeatedRequests.ForClients(quick, 2), options.WarmUp, cancellationToken);
        var slow = await RequestsAsync(simulators, PrivateSimulators.Slow, cancellationToken);
        return new(
            await MeasureAsync(simulators, "pages at 50 ms", slow, SlowRuns, options, cancellationToken),
            await MeasureAsync(simulators, "pages at once", quick, QuickRuns, options, cancellationToken));
    }

    static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        PrivateSimulators simulators, string name, IReadOnlyList<byte[]> requests, int[] runs, BenchOptions options, CancellationToken cancellationToken)
    {
        var measurements = new List<Measurement>();
        foreach (var clients in runs.Where(clients => clients <= options.Clients))
        {
            var before = CpuTimes.Read(simulators.Pid);
            var result = await ClosedLoop.RunAsync(
                simulators.Address, RepeatedRequests.ForClients(requests, clients), options.Duration / ShareOfDuration, cancellationToken);
            measurements.Add(Measurement.Of(name, clients, result, CpuTimes.Read(simulators.Pid).Since(before)));
        }

        return measurements;
    }

    // The measurements look at the status alone: whether a page has its orders is asked once.
    static async Task CheckAsync(PrivateSimulators simulators, byte[] request, CancellationToken cancellationToken)
    {
        using var connection = new HttpConnection(simulators.Address);
        var response = await connection.ExchangeAsync(request, cancellationToken);
        using var page = JsonDocument.Parse(response.Body);
        if (page.RootElement.GetArrayLength() != PageSize) throw new ShopFailedException($"A page of {PageSize} orders has {page.RootElement.GetArrayLength()}.");
    }

    static async Task<IReadOnlyList<byte[]>> RequestsAsync(PrivateSimulators simulators, string account, CancellationToken cancellationToken)
    {
        var token = await simulators.LogInAsync(account, cancellationToken);
        return
        [
            .. Enumerable.Range(0, PrivateSimulators.Orders / PageSize)
                .Select(page => RequestText.Get($"/orders?startIndex={(page * PageSize) + 1}&endIndex={(page + 1) * PageSize}", token)),
        ];
    }
}
