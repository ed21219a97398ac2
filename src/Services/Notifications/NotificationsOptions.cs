using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Notifications;

/// <summary>Settings of the section <c>Notifications</c>.</summary>
internal sealed class NotificationsOptions
{
    /// <summary>The name of the shop in texts.</summary>
    [Required, StringLength(100)]
    public string ShopName { get; set; } = "Cartwright";

    /// <summary>The address at which customers open the shop, for links in mails; the gateway's address when not set.</summary>
    [UrlScheme("http", "https")]
    public Uri? ShopUrl { get; set; }
}
