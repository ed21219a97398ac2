using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class MailAttemptTests
{
    static readonly DateTimeOffset Now = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    static DueMail Mail(int attempts) => new(Guid.CreateVersion7(), attempts, "Title", "Body", "ada@example.com", "Ada");

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(1000, 3600)]
    public void The_pause_doubles_up_to_an_hour(int attempts, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), MailAttempt.Waits.After(attempts, 1));

    [Fact]
    public void Jitter_halves_the_pause_at_most() => Assert.Equal(TimeSpan.FromSeconds(15), MailAttempt.Waits.After(1, 0));

    [Fact]
    public void A_failed_mail_is_sent_again_later()
    {
        var attempt = MailAttempt.Failed(Mail(1), "busy", false, Now, 1);

        Assert.Equal((NotificationStatuses.Pending, Now.AddSeconds(30), "busy"), (attempt.Status, attempt.NextAt, attempt.Error));
    }

    [Fact]
    public void The_last_failure_ends_it() => Assert.Equal(NotificationStatuses.Failed, MailAttempt.Failed(Mail(MailAttempt.AttemptsMax), "busy", false, Now, 1).Status);

    [Fact]
    public void The_one_before_does_not() => Assert.Equal(NotificationStatuses.Pending, MailAttempt.Failed(Mail(MailAttempt.AttemptsMax - 1), "busy", false, Now, 1).Status);

    [Fact]
    public void A_refused_address_is_not_tried_again() => Assert.Equal(NotificationStatuses.Failed, MailAttempt.Failed(Mail(1), "unknown", true, Now, 1).Status);
}
