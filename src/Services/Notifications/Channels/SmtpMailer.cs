using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>Hands mails to the configured server (SMTP, RFC 5321).</summary>
internal sealed class SmtpMailer(IOptions<SmtpOptions> options, IOptions<NotificationsOptions> shop, TimeProvider time)
{
    /// <summary>
    /// Sends a mail within its deadline and says what became of it. Nothing else breaks it off, a stop of the service neither:
    /// it would not be known whether the mail was sent.
    /// </summary>
    public async Task<MailAttempt> SendAsync(DueMail mail)
    {
        if (!MailAddress.TryCreate(mail.Email, mail.Name, Encoding.UTF8, out var to))
        {
            return Fail(mail, "This is no address for mail.", hopeless: true);
        }

        try
        {
            using var deadline = new CancellationTokenSource(options.Value.Deadline, time);
            using var message = Compose(mail, to);
            using var client = Connect();
            // A server that does not answer at all is left by waiting no longer; disposing the client closes the connection.
            await client.SendMailAsync(message, deadline.Token).WaitAsync(deadline.Token);
            return MailAttempt.Sent(mail, time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            return Fail(mail, "The mail server did not answer in time.", hopeless: false);
        }
        catch (SmtpFailedRecipientException refused)
        {
            return Fail(mail, refused.Message, hopeless: (int)refused.StatusCode >= 500);
        }
        catch (SmtpException error)
        {
            return Fail(mail, error.InnerException?.Message ?? error.Message, hopeless: false);
        }
    }

    MailAttempt Fail(DueMail mail, string error, bool hopeless) =>
        MailAttempt.Failed(mail, error, hopeless, time.GetUtcNow(), Random.Shared.NextDouble());

    MailMessage Compose(DueMail mail, MailAddress to)
    {
        var from = new MailAddress(options.Value.From, shop.Value.ShopName, Encoding.UTF8);
        var (plain, html) = Templates.RenderMail(new Text(mail.Title, mail.Body), mail.Name, shop.Value.ShopName);
        var message = new MailMessage(from, to)
        {
            Subject = mail.Title,
            SubjectEncoding = Encoding.UTF8,
            Body = plain,
            BodyEncoding = Encoding.UTF8,
            AlternateViews = { AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html) },
        };
        // The same in every try, so that mail servers can tell a repetition.
        message.Headers.Add("Message-ID", $"<{mail.Id}@{from.Host}>");
        return message;
    }

    SmtpClient Connect() => new(options.Value.Host, options.Value.Port)
    {
        EnableSsl = options.Value.UseTls,
        Credentials = options.Value.Username is { } user ? new NetworkCredential(user, options.Value.Password) : null,
    };
}
