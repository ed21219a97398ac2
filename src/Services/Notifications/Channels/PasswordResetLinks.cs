using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>The page at which a user who forgot the password chooses a new one, with the token of the request.</summary>
internal sealed class PasswordResetLinks(PasswordResetToken tokens, IOptions<ShopSettings> options, ServiceAddresses addresses)
{
    /// <summary>The mail, with the link at the end of its text if it is about such a request; null if the address of the shop is not known.</summary>
    public DueMail? Complete(DueMail mail)
    {
        if (mail.ResetId is not { } resetId)
        {
            return mail;
        }

        if ((options.Value.Url ?? Gateway) is not { } shop)
        {
            return null;
        }

        var (body, html) = Letter.Append(mail.Body, mail.Html, new Uri(shop, $"/password/reset?token={tokens.Of(resetId)}"));
        return mail with { Body = body, Html = html };
    }

    Uri? Gateway => addresses.Of("gateway") is [var first, ..] ? first : null;
}
