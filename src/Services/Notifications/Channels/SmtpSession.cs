using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Cartwright.Notifications;

/// <summary>Sends mails one after the other over one connection (SMTP, RFC 5321). A connection that failed is replaced for the next mail.</summary>
internal sealed class SmtpSession(SmtpOptions options, string shopName, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(2);

    SmtpClient? _client;

    /// <summary>Sends a mail within its deadline, the time to connect included.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for a connection: the mail is put back. It does not interrupt the sending, because then nobody would know whether the mail was sent.
    /// </param>
    /// <returns>The outcome. A recipient that the server refuses with a code of 500 or more is a final failure; every other failure is transient.</returns>
    public async Task<MailAttempt> SendAsync(DueMail mail, CancellationToken cancellationToken)
    {
        if (!MailComposer.TryCompose(mail, options.From, shopName, time.GetUtcNow(), out var message))
        {
            return Fail(mail, "This is not an address for mail.", isFinal: true);
        }

        using (message)
        {
            using var deadline = new CancellationTokenSource(options.Deadline, time);
            try
            {
                return await SendAsync(mail, message, deadline.Token, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Drop();
                return deadline.IsCancellationRequested
                    ? Fail(mail, "The mail server did not answer in time.", isFinal: false)
                    : MailAttempt.PutBack(mail, time.GetUtcNow());
            }
            catch (SmtpCommandException refusal)
            {
                // 421: the server closes the connection.
                if (refusal.StatusCode == SmtpStatusCode.ServiceNotAvailable)
                {
                    Drop();
                }

                return Fail(mail, refusal.Message, isFinal: refusal.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refusal.StatusCode >= 500);
            }
            catch (Exception error) when (IsFailureOfConnection(error))
            {
                Drop();
                return Fail(mail, error.Message, isFinal: false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            using var timeout = new CancellationTokenSource(QuitTimeout, time);
            try
            {
                await client.DisconnectAsync(quit: true, timeout.Token);
            }
            catch (Exception error) when (error is OperationCanceledException || IsFailureOfConnection(error))
            {
                // All mails are sent; a server need not answer to a goodbye.
            }
        }

        Drop();
    }

    async Task<MailAttempt> SendAsync(DueMail mail, MimeMessage message, CancellationToken deadline, CancellationToken stop)
    {
        SmtpClient client;
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, stop))
        {
            client = await ConnectAsync(either.Token);
        }

        await client.SendAsync(message, deadline);
        return MailAttempt.Sent(mail, time.GetUtcNow());
    }

    async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } open && await IsAliveAsync(open, cancellationToken))
        {
            return open;
        }

        Drop();
        // Lists of revoked certificates are often unreachable from where services run. The deadline of the mail ends a call, not the client's own time-out.
        _client = new SmtpClient { CheckCertificateRevocation = false, Timeout = (int)(2 * options.Deadline).TotalMilliseconds };
        await _client.ConnectAsync(options.Host!, options.Port, options.UseTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
        if (options.Username is { } user && _client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
        {
            await _client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
        }

        return _client;
    }

    // A server may have closed the connection since the last mail. Found out here, this costs a connection; found out while sending, an attempt.
    static async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (IsFailureOfConnection(error))
        {
            return false;
        }
    }

    static bool IsFailureOfConnection(Exception error) =>
        error is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or IOException or SocketException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException;

    MailAttempt Fail(DueMail mail, string error, bool isFinal) =>
        MailAttempt.Failed(mail, error, isFinal, time.GetUtcNow(), Random.Shared.NextDouble());

    void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
