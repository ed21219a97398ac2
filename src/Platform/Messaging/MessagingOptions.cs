using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Messaging;

/// <summary>When events that failed are attempted again, and how long they are kept, section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>After so many failures an event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 8;

    /// <summary>How long an event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a dead letter is kept for somebody to retry it. Then it is deleted, with a warning in the log, and never takes effect.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Settings of single events, by their names.</summary>
    public IReadOnlyDictionary<string, SubscriptionOptions> Subscriptions { get; init; } = new Dictionary<string, SubscriptionOptions>();

    /// <summary>The policy of an event.</summary>
    internal RetryPolicy PolicyOf(string name)
    {
        var own = Subscriptions.GetValueOrDefault(name);
        return new(own?.AttemptsMax ?? AttemptsMax, new(own?.RetryDelay ?? RetryDelay, own?.RetryDelayMax ?? RetryDelayMax));
    }
}
