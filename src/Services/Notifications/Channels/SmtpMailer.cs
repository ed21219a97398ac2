using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>Opens sessions with the configured mail server.</summary>
internal sealed class SmtpMailer(IOptions<SmtpOptions> options, IOptions<NotificationsOptions> shop, TimeProvider time)
{
    /// <summary>Opens a session, which connects with its first mail. The caller disposes it.</summary>
    public SmtpSession Open() => new(options.Value, shop.Value.ShopName, time);
}
