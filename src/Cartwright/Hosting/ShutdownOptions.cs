using System.ComponentModel.DataAnnotations;

namespace Cartwright.Hosting;

/// <summary>How services stop, section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Shutdown";

    /// <summary>
    /// How long a stopping service still answers, so that callers can switch to other instances. Not set, it is 3 seconds where <c>Services:</c> names
    /// several instances of the service, and 0 elsewhere.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan? Drain { get; set; }
}
