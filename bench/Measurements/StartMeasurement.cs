using System.Diagnostics;

namespace Cartwright.Bench;

/// <summary>How long the shop takes to start and what it holds in memory before anybody comes.</summary>
/// <param name="FirstReady">From the first start, in an empty folder, until all services are healthy.</param>
/// <param name="FirstFilled">The same until the demo catalog is complete.</param>
/// <param name="LaterReady">From a start on existing data until all services are healthy.</param>
/// <param name="Server">Memory of the .NET process at rest after the later start.</param>
/// <param name="Postgres">Memory of PostgreSQL's processes then.</param>
internal sealed record StartMeasurement(TimeSpan FirstReady, TimeSpan FirstFilled, TimeSpan LaterReady, MemoryUse Server, MemoryUse Postgres)
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ShortRest = TimeSpan.FromSeconds(1);

    /// <summary>Starts the shop twice; it runs afterwards.</summary>
    public static async Task<StartMeasurement> MeasureAsync(PrivateShop shop, bool quick, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var firstReady = await shop.StartAsync(cancellationToken);
        await shop.WaitUntilFilledAsync(cancellationToken);
        var firstFilled = Stopwatch.GetElapsedTime(start);
        await shop.StopAsync();

        var laterReady = await shop.StartAsync(cancellationToken);
        await Task.Delay(quick ? ShortRest : Rest, cancellationToken);
        var (server, postgres) = MemoryUse.Of(shop.Pid);
        return new(firstReady, firstFilled, laterReady, server, postgres);
    }
}
