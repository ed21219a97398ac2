using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Messaging;

/// <summary>When one event is attempted again, section <c>Messaging:Subscriptions:name</c>; a setting that is missing is that of all events.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>After so many failures the event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int? AttemptsMax { get; init; }

    /// <summary>How long the event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan? RetryDelayMax { get; init; }
}
