using System.Diagnostics;
using System.Text;

namespace Cartwright.Bench;

/// <summary>What came of one load run.</summary>
internal sealed class LoadResult
{
    const int ShownBodyBytes = 300;

    /// <summary>Requests answered as hoped.</summary>
    public long Succeeded => Latencies.Count;

    /// <summary>Requests answered otherwise or not at all. Their latencies are not counted.</summary>
    public long Failed { get; private set; }

    /// <summary>The first failure in words; null when there was none.</summary>
    public string? FirstFailure { get; private set; }

    /// <summary>From the first request to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Latencies of the requests that succeeded.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Requests answered as hoped, per second.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Succeeded / Elapsed.TotalSeconds : 0;

    /// <summary>Exchanges one request and books the outcome; the latency counts from <paramref name="sent"/>.</summary>
    public async ValueTask ExchangeAsync(HttpConnection connection, IClientScript script, long sent, CancellationToken cancellationToken)
    {
        try
        {
            var response = await connection.ExchangeAsync(script.NextRequest(), cancellationToken);
            var latency = Stopwatch.GetElapsedTime(sent);
            if (script.Accept(response, sent)) Latencies.Record(latency);
            else Fail($"status {response.Status}: {Encoding.UTF8.GetString(response.Body.Span[..Math.Min(ShownBodyBytes, response.Body.Length)])}");
        }
        catch (OperationCanceledException)
        {
            Fail("No answer before the run was over.");
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or FormatException)
        {
            Fail(exception.Message);
        }
    }

    /// <summary>Adds the outcome of another client of the same run.</summary>
    public void Add(LoadResult other)
    {
        Failed += other.Failed;
        FirstFailure ??= other.FirstFailure;
        Latencies.Add(other.Latencies);
    }

    void Fail(string reason)
    {
        Failed++;
        FirstFailure ??= reason;
    }
}
