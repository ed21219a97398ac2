using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Cartwright.Notifications;

/// <summary>Makes the message of a mail (RFC 5322): the text of the notification as plain text and as HTML.</summary>
internal static class MailComposer
{
    static readonly ParserOptions AddressRules = new() { AllowAddressesWithoutDomain = false, AllowUnquotedCommasInAddresses = false };

    /// <summary>Composes a message.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="sender">The address of the shop.</param>
    /// <param name="shopName">The name of the shop.</param>
    /// <param name="now">The date of the message.</param>
    /// <param name="message">The message, to be disposed by the caller.</param>
    /// <returns>False when the address of the user is not an address.</returns>
    public static bool TryCompose(DueMail mail, string sender, string shopName, DateTimeOffset now, [NotNullWhen(true)] out MimeMessage? message)
    {
        message = null;
        if (!MailboxAddress.TryParse(AddressRules, mail.Email, out var to))
        {
            return false;
        }

        var from = new MailboxAddress(shopName, sender);
        to.Name = mail.Name;
        var (plain, html) = Letter.Around(new Text(mail.Title, mail.Body, mail.Html, mail.Language ?? BuiltInTemplates.LastResort), mail.Name, shopName);
        message = new MimeMessage([from], [to], mail.Title, new BodyBuilder { TextBody = plain, HtmlBody = html }.ToMessageBody())
        {
            Date = now,
            // The same in every attempt, so that mail servers recognise a repetition.
            MessageId = $"{mail.Id}@{from.Domain}",
        };
        return true;
    }
}
