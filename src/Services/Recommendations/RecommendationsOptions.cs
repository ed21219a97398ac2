using System.ComponentModel.DataAnnotations;

namespace Cartwright.Recommendations;

/// <summary>Settings of the section <c>Recommendations</c>.</summary>
internal sealed class RecommendationsOptions
{
    public const string Section = "Recommendations";

    /// <summary>The time after which an order or a view counts half as much.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan HalfLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long orders and views are kept. They are deleted by whole days (UTC).</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>The number of sessions, and of orders, of each product in memory: the latest count. More of them take more memory and time for an answer.</summary>
    [Range(10, 5000)]
    public int SessionsPerProduct { get; set; } = 500;

    /// <summary>The pause between two readings of new orders and views. All instances answer alike after it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    internal ModelLimits Limits => new(HalfLife, SessionsPerProduct);

    /// <summary>The beginning of the first day that counts.</summary>
    internal DateTimeOffset Oldest(DateTimeOffset now) => new((now - Retention).UtcDateTime.Date, TimeSpan.Zero);
}
