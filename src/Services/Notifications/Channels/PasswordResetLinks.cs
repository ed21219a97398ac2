using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>The page at which a user who forgot the password chooses a new one, with the token of the request.</summary>
internal sealed class PasswordResetLinks(PasswordResetToken tokens, IOptions<ShopSettings> options, ServiceAddresses addresses)
{
    /// <summary>The mail, with the link at the end of its text if it is about such a request; null if the address of the shop is not known.</summary>
    public DueMail? Complete(DueMail mail) => mail.ResetId is not { } resetId ? mail
        : (options.Value.Url ?? Gateway) is { } shop ? mail with { Body = $"{mail.Body}\n\n{new Uri(shop, $"/password/reset?token={tokens.Of(resetId)}")}" }
        : null;

    Uri? Gateway => addresses.Of("gateway") is [var first, ..] ? first : null;
}
