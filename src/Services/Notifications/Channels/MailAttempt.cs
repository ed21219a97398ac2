namespace Cartwright.Notifications;

/// <summary>A mail that is to be sent now.</summary>
/// <param name="Id">Of the notification.</param>
/// <param name="Attempts">Tries with this one.</param>
/// <param name="Title">The subject.</param>
/// <param name="Body">The text.</param>
/// <param name="Email">The address of the user.</param>
/// <param name="Name">How to address the user.</param>
internal sealed record DueMail(Guid Id, int Attempts, string Title, string Body, string Email, string Name);

/// <summary>What became of a try to send a mail.</summary>
/// <param name="Id">Of the notification.</param>
/// <param name="Status">One of <see cref="Statuses"/>.</param>
/// <param name="NextAt">When the next try is due, if there is one.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record MailAttempt(Guid Id, string Status, DateTimeOffset NextAt, string? Error)
{
    /// <summary>After so many tries a mail is given up.</summary>
    public const int AttemptsMax = 8;

    static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    static readonly TimeSpan DelayMax = TimeSpan.FromHours(1);

    /// <summary>The mail server took it.</summary>
    public static MailAttempt Sent(DueMail mail, DateTimeOffset now) => new(mail.Id, Statuses.Sent, now, null);

    /// <summary>It was not even tried because the service stops: whoever runs next may do so at once.</summary>
    public static MailAttempt PutBack(DueMail mail, DateTimeOffset now) => new(mail.Id, Statuses.Pending, now, null);

    /// <summary>It failed: it is tried again later, unless that is hopeless or was done often enough.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="error">Why.</param>
    /// <param name="hopeless">Whether the address is refused for good.</param>
    /// <param name="now">When.</param>
    /// <param name="jitter">0 to 1: spreads the next tries of mails that failed together.</param>
    public static MailAttempt Failed(DueMail mail, string error, bool hopeless, DateTimeOffset now, double jitter) =>
        hopeless || mail.Attempts >= AttemptsMax
            ? new(mail.Id, Statuses.Failed, now, error)
            : new(mail.Id, Statuses.Pending, now + Delay(mail.Attempts, jitter), error);

    /// <summary>Doubles with each try up to a maximum; the jitter moves it within its upper half.</summary>
    internal static TimeSpan Delay(int attempts, double jitter)
    {
        var full = Math.Min(DelayMax.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, attempts - 1));
        return TimeSpan.FromSeconds(full * (0.5 + (jitter / 2)));
    }
}
