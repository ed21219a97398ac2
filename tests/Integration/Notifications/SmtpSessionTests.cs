using System.Net;
using System.Net.Sockets;
using System.Text;
using Cartwright.Notifications;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Cartwright.Integration.Notifications;

public sealed class SmtpSessionTests : IAsyncLifetime
{
    TestMailServer _server = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestMailServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Several_mails_of_a_session_share_a_connection()
    {
        await using var session = Open();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(NotificationStatuses.Sent, (await session.SendAsync(Mail($"user{i}@example.com"), Cancelled)).Status);
        }

        Assert.Equal(["user0@example.com", "user1@example.com", "user2@example.com"], _server.Mails.Select(m => Assert.Single(m.To)));
        Assert.Equal(1, _server.Sessions);
    }

    [Fact]
    public async Task Headers_are_encoded_and_stay_one_line_each()
    {
        await using var session = Open();

        await session.SendAsync(Mail("ada@example.com") with { Name = "Ädä\r\nBcc: all@example.com", Title = "Größe\r\nBcc: all@example.com" }, Cancelled);

        var headers = Assert.Single(_server.Mails).Data.Split("\r\n\r\n")[0];
        Assert.All(headers, character => Assert.True(char.IsAscii(character)));
        Assert.DoesNotContain(headers.Split("\r\n"), line => line.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("=?utf-8?", headers, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("x\" <evil@attacker.example>, \"y")]
    [InlineData("O\"Brien")]
    [InlineData("back\\slash\\")]
    [InlineData("a, b; c: <d@attacker.example>")]
    [InlineData("ada@example.com, evil@attacker.example")]
    [InlineData("(evil@attacker.example) Ädä \"\\")]
    public async Task A_name_is_a_name_whatever_it_resembles(string name)
    {
        await using var session = Open();

        await session.SendAsync(Mail("ada@example.com") with { Name = name, Title = name }, Cancelled);

        var (mail, message) = Received();
        Assert.Equal(["ada@example.com"], mail.To);
        var to = Assert.IsType<MailboxAddress>(Assert.Single(message.To));
        Assert.Equal((name, "ada@example.com"), (to.Name, to.Address));
        Assert.Equal(name, message.Subject);
        Assert.Empty(message.Cc.Concat(message.Bcc));
    }

    [Theory]
    [InlineData("Lamp\r\nBcc: evil@attacker.example")]
    [InlineData("Lamp\nBcc: evil@attacker.example\n\nbody")]
    [InlineData("Lamp\rX-Header: y")]
    [InlineData("=?utf-8?Q?Lamp=0D=0ABcc:_evil@attacker.example?=")]
    public async Task A_line_end_in_a_name_or_a_subject_begins_no_header(string text)
    {
        await using var session = Open();

        await session.SendAsync(Mail("ada@example.com") with { Name = text, Title = text }, Cancelled);

        var (mail, message) = Received();
        Assert.Equal(["ada@example.com"], mail.To);
        Assert.Equal("ada@example.com", Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Address);
        Assert.Empty(message.Cc.Concat(message.Bcc));
        Assert.DoesNotContain(message.Headers, header => header.Field.StartsWith("X-", StringComparison.OrdinalIgnoreCase));
        Assert.NotNull(message.TextBody);
    }

    [Theory]
    [InlineData(550, NotificationStatuses.Failed)]
    [InlineData(451, NotificationStatuses.Pending)]
    public async Task A_refused_recipient_is_final_from_500_on_and_the_next_mail_is_sent(int code, string status)
    {
        _server.Refuse(code, "Not this one");
        await using var session = Open();

        var refused = await session.SendAsync(Mail("first@example.com"), Cancelled);
        var sent = await session.SendAsync(Mail("second@example.com"), Cancelled);

        Assert.Equal((status, NotificationStatuses.Sent), (refused.Status, sent.Status));
        Assert.StartsWith("Not this one", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, _server.Sessions);
    }

    [Fact]
    public async Task What_is_not_an_address_fails_for_good_without_a_connection()
    {
        await using var session = Open();

        Assert.Equal(NotificationStatuses.Failed, (await session.SendAsync(Mail("not an address"), Cancelled)).Status);
        Assert.Equal(0, _server.Sessions);
    }

    [Fact]
    public async Task A_silent_server_is_left_at_the_deadline_and_asked_again_later()
    {
        _server.IsSilent = true;
        await using var session = Open(deadline: TimeSpan.FromSeconds(1));

        var silent = await session.SendAsync(Mail("ada@example.com"), Cancelled);
        _server.IsSilent = false;

        Assert.Equal((NotificationStatuses.Pending, "The mail server did not answer in time."), (silent.Status, silent.Error));
        // The deadline is a short one, which a slow machine may miss with a server that speaks, too.
        await Eventually.TrueAsync(
            async () => (await session.SendAsync(Mail("ada@example.com"), Cancelled)).Status == NotificationStatuses.Sent, () => "The mail is not sent.");
        Assert.InRange(_server.Sessions, 2, int.MaxValue);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_transient_failure()
    {
        await _server.DisposeAsync();
        await using var session = Open();

        Assert.Equal(NotificationStatuses.Pending, (await session.SendAsync(Mail("ada@example.com"), Cancelled)).Status);

        _server = await TestMailServer.StartAsync();
    }

    [Fact]
    public async Task A_stop_while_connecting_puts_the_mail_back()
    {
        // It accepts the connection and never greets.
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var session = Open(port: ((IPEndPoint)mute.LocalEndpoint).Port);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var attempt = await session.SendAsync(Mail("ada@example.com"), stop.Token);

        Assert.Equal((NotificationStatuses.Pending, null), (attempt.Status, attempt.Error));
    }

    [Fact]
    public async Task A_server_without_encryption_gets_no_mail_where_encryption_is_required()
    {
        await using var session = Open(useTls: true);

        Assert.Equal(NotificationStatuses.Pending, (await session.SendAsync(Mail("ada@example.com"), Cancelled)).Status);
        Assert.Empty(_server.Mails);
    }

    (ReceivedMail Mail, MimeMessage Message) Received()
    {
        var mail = Assert.Single(_server.Mails);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(mail.Data));
        return (mail, MimeMessage.Load(bytes, Cancelled));
    }

    SmtpSession Open(TimeSpan? deadline = null, int? port = null, bool useTls = false) => new SmtpMailer(
        Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = port ?? _server.Port, UseTls = useTls, Deadline = deadline ?? TimeSpan.FromSeconds(30) }),
        Options.Create(new NotificationsOptions()),
        TimeProvider.System).Open();

    static DueMail Mail(string email) => new(Guid.CreateVersion7(), 1, "Title", "Body", email, "Ada");
}
