using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Messaging;

/// <summary>How stubbornly events are handled, section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>After so many failures an event becomes a dead letter.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 8;

    /// <summary>How long an event waits after its first failure; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest that an event waits between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(5);
}
