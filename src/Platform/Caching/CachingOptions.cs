using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Caching;

/// <summary>Settings of the section <c>Caching</c>.</summary>
public sealed class CachingOptions
{
    /// <summary>How long a change waits at most for the other instances to drop their cached copies. One that does not answer drops them by the event.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:02:00")]
    public TimeSpan PurgeTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
