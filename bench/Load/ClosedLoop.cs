using System.Diagnostics;
using System.Net;

namespace Cartwright.Bench;

/// <summary>A fixed number of clients, each sending its next request as soon as the last one is answered: finds the highest throughput.</summary>
internal static class ClosedLoop
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // A server that refuses everything at once must not turn the clients into a busy loop.
    const int MostFailuresPerClient = 100;

    /// <summary>Runs one client per script for a time and waits for the answers that are still due then.</summary>
    public static async Task<LoadResult> RunAsync(
        EndPoint server, IReadOnlyCollection<IClientScript> scripts, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(duration + Timeout);
        var start = Stopwatch.GetTimestamp();
        var clients = scripts.Select(script => Task.Run(() => RunClientAsync(server, script, start, duration, deadline.Token), cancellationToken)).ToList();

        var result = new LoadResult();
        foreach (var client in await Task.WhenAll(clients)) result.Add(client);
        cancellationToken.ThrowIfCancellationRequested();
        result.Elapsed = Stopwatch.GetElapsedTime(start);
        return result;
    }

    static async Task<LoadResult> RunClientAsync(
        EndPoint server, IClientScript script, long start, TimeSpan duration, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        using var connection = new HttpConnection(server);
        while (Stopwatch.GetElapsedTime(start) < duration && result.Failed < MostFailuresPerClient && !cancellationToken.IsCancellationRequested)
            await result.ExchangeAsync(connection, script, Stopwatch.GetTimestamp(), cancellationToken);
        return result;
    }
}
