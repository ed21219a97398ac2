using System.ComponentModel.DataAnnotations;

namespace Cartwright.Notifications;

/// <summary>Settings of the section <c>Notifications</c>.</summary>
internal sealed class NotificationsOptions
{
    /// <summary>The name of the shop in texts.</summary>
    [Required, StringLength(100)]
    public string ShopName { get; set; } = "Cartwright";
}
