using System.ComponentModel.DataAnnotations;

namespace Cartwright.Notifications;

/// <summary>Settings of the section <c>Notifications</c>.</summary>
internal sealed class NotificationsOptions
{
    /// <summary>The name of the shop in texts.</summary>
    [Required, StringLength(100)]
    public string ShopName { get; set; } = "Cartwright";

    /// <summary>How long notifications and mails are kept, by the time of their event.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
