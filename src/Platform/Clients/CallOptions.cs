using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Clients;

/// <summary>The bounds of calls to another service or provider, section <c>Calls:name</c>.</summary>
public sealed class CallOptions
{
    /// <summary>Time-out of one attempt, the response (16 MB at most) included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time-out of a call with all its attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Retries after a transient failure of a call that is safe to repeat. Calls to <c>simulators</c> are not retried unless this is set.</summary>
    [Range(0, 100)]
    public int RetriesMax { get; set; } = 2;

    /// <summary>Concurrent calls.</summary>
    [Range(1, 100_000)]
    public int ConcurrencyMax { get; set; } = 256;

    /// <summary>Calls that may wait for a free place; one more fails at once.</summary>
    [Range(0, 1_000_000)]
    public int QueueMax { get; set; } = 1024;
}
