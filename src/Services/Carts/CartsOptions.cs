using System.ComponentModel.DataAnnotations;

namespace Cartwright.Carts;

/// <summary>Settings of the section <c>Carts</c>.</summary>
internal sealed class CartsOptions
{
    /// <summary>How long after its last use the cart of a guest is removed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan GuestExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after its last use the cart of a user is removed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan UserExpiry { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long after its last use the empty cart of a guest is removed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan EmptyExpiry { get; set; } = TimeSpan.FromDays(1);
}
