using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Cartwright.Bench;

/// <summary>
/// Requests that arrive at random moments (a Poisson process) whatever the server does, as customers do. Latency counts from
/// the moment of arrival, also while every connection is busy: a stall is felt by all who arrive during it and not, as in a
/// closed loop, by the one client that waits ("coordinated omission").
/// </summary>
internal static partial class OpenLoop
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The moments of arrival from the start on, the same for the same seed.</summary>
    public static IEnumerable<TimeSpan> Arrivals(double perSecond, TimeSpan duration, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        return Iterate();

        IEnumerable<TimeSpan> Iterate()
        {
            var random = new Random(seed);
            var seconds = 0.0;
            while (true)
            {
                seconds -= Math.Log(1 - random.NextDouble()) / perSecond;
                if (seconds >= duration.TotalSeconds) yield break;
                yield return TimeSpan.FromSeconds(seconds);
            }
        }
    }

    /// <summary>Sends a request at each arrival over as many connections as there are scripts, and waits for the answers.</summary>
    public static async Task<LoadResult> RunAsync(
        EndPoint server, IReadOnlyCollection<IClientScript> scripts, IEnumerable<TimeSpan> arrivals, CancellationToken cancellationToken)
    {
        // An idle connection takes an arrival on the thread that announces it: no hop that would be counted as latency.
        var waiting = Channel.CreateUnbounded<long>(new() { SingleWriter = true, AllowSynchronousContinuations = true });
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = scripts.Select(script => RunClientAsync(server, script, waiting.Reader, deadline.Token)).ToList();

        var start = Stopwatch.GetTimestamp();
        await Task.Factory.StartNew(
            () => Announce(arrivals, start, waiting.Writer, deadline.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        deadline.CancelAfter(Timeout);

        var result = new LoadResult();
        foreach (var client in await Task.WhenAll(clients)) result.Add(client);
        cancellationToken.ThrowIfCancellationRequested();
        result.Elapsed = Stopwatch.GetElapsedTime(start);
        return result;
    }

    static async Task<LoadResult> RunClientAsync(
        EndPoint server, IClientScript script, ChannelReader<long> waiting, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        using var connection = new HttpConnection(server);
        // Arrivals that are left when time is up are not forgotten: they fail, each at once.
        await foreach (var arrived in waiting.ReadAllAsync(CancellationToken.None))
            await result.ExchangeAsync(connection, script, arrived, cancellationToken);
        return result;
    }

    static void Announce(IEnumerable<TimeSpan> arrivals, long start, ChannelWriter<long> waiting, CancellationToken cancellationToken)
    {
        foreach (var arrival in arrivals)
        {
            if (cancellationToken.IsCancellationRequested) break;
            var due = start + (long)(arrival.TotalSeconds * Stopwatch.Frequency);
            SleepUntil(due);
            waiting.TryWrite(due);
        }
        waiting.Complete();
    }

    // Thread.Sleep counts in milliseconds, which is more than the gap between two arrivals.
    static void SleepUntil(long due)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (left <= TimeSpan.Zero) return;
        var request = new Timespec((nint)(left.Ticks / TimeSpan.TicksPerSecond), (nint)(left.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
        _ = nanosleep(in request, 0);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int nanosleep(in Timespec request, nint remaining);

    readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
