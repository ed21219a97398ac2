using Cartwright.Platform.Jobs;

namespace Cartwright.Notifications;

/// <summary>The outcome of an attempt to send a mail.</summary>
/// <param name="Id">Of the notification.</param>
/// <param name="Status">One of <see cref="NotificationStatuses"/>.</param>
/// <param name="NextAt">When the next attempt is due, if there is one.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record MailAttempt(Guid Id, string Status, DateTimeOffset NextAt, string? Error)
{
    /// <summary>The number of attempts after which a mail fails.</summary>
    public const int AttemptsMax = 8;

    /// <summary>The waits between the attempts.</summary>
    internal static readonly Backoff Waits = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <summary>The mail server accepted it.</summary>
    public static MailAttempt Sent(DueMail mail, DateTimeOffset now) => new(mail.Id, NotificationStatuses.Sent, now, null);

    /// <summary>It was not sent because the service stops: any instance may send it at once.</summary>
    public static MailAttempt PutBack(DueMail mail, DateTimeOffset now) => new(mail.Id, NotificationStatuses.Pending, now, null);

    /// <summary>It failed: it is sent again later, unless the failure is final or this was the last attempt.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="error">Why.</param>
    /// <param name="isFinal">Whether the address is refused for good.</param>
    /// <param name="now">When.</param>
    /// <param name="jitter">0 to 1: spreads the next attempts of mails that failed together.</param>
    public static MailAttempt Failed(DueMail mail, string error, bool isFinal, DateTimeOffset now, double jitter) =>
        isFinal || mail.Attempts >= AttemptsMax
            ? new(mail.Id, NotificationStatuses.Failed, now, error)
            : new(mail.Id, NotificationStatuses.Pending, now + Waits.After(mail.Attempts, jitter), error);
}
