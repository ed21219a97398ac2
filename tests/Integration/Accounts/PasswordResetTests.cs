using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cartwright.Integration.Notifications;
using Cartwright.Tests.PersonalData;
using Cartwright.Tests.Shops;
using MimeKit;
using Npgsql;

namespace Cartwright.Tests.AccountsService;

[Collection(nameof(ConfiguredShop))]
public sealed partial class PasswordResetTests(ConfiguredShop shop)
{
    const string NewPassword = "another password";

    [Fact]
    public async Task Who_forgot_the_password_chooses_a_new_one_by_mail_once()
    {
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        using var visitor = shop.Client();
        using var browser = new Browser(shop.Shop.Gateways[0]);

        (await browser.SubmitAsync("/password/forgotten", "/password/forgotten", ("_handler", "forgotten"), ("Input.Email", $"{name}@Example.com"))).Is(HttpStatusCode.Found);
        var token = await MailedTokenAsync(name);

        (await visitor.PostJsonAsync("/api/auth/password/reset", new { token, newPassword = "short" })).Is(HttpStatusCode.BadRequest).Names("newPassword");
        var page = $"/password/reset?token={token}";
        (await browser.SubmitAsync(page, page, ("_handler", "reset"), ("Input.NewPassword", NewPassword))).Is(HttpStatusCode.Found);
        (await LoginAsync(visitor, name, ConfiguredShop.CustomerPassword)).Is(HttpStatusCode.Unauthorized);
        (await LoginAsync(visitor, name, NewPassword)).Is(HttpStatusCode.OK);
        (await visitor.PostJsonAsync("/api/auth/password/reset", new { token, newPassword = "a third password" })).Is(HttpStatusCode.BadRequest).Names("token");
        await Eventually.TrueAsync(async () => (await customer.GetJsonAsync("/api/profile")).Status == HttpStatusCode.Unauthorized, () => "The session of before goes on.");
    }

    [Fact]
    public async Task A_change_of_the_password_makes_the_mailed_token_invalid()
    {
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        using var visitor = shop.Client();
        await ForgetAsync(visitor, $"{name}@example.com");
        var token = await MailedTokenAsync(name);

        (await customer.PostJsonAsync("/api/auth/password", new { currentPassword = ConfiguredShop.CustomerPassword, newPassword = NewPassword })).Is(HttpStatusCode.NoContent);

        (await visitor.PostJsonAsync("/api/auth/password/reset", new { token, newPassword = "a third password" })).Is(HttpStatusCode.BadRequest).Names("token");
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_same_answer()
    {
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        using var visitor = shop.Client();

        var (known, unknown) = (await ForgetAsync(visitor, $"{name}@example.com"), await ForgetAsync(visitor, $"{NewName()}@example.com"));

        Assert.Equal(known.Body, unknown.Body);
        Assert.Equal(known.Response.Headers.Select(h => h.Key).Order(), unknown.Response.Headers.Select(h => h.Key).Order());
        await MailedTokenAsync(name);
    }

    [Fact]
    public async Task The_token_is_in_the_mail_and_nowhere_else()
    {
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        using var visitor = shop.Client();
        await ForgetAsync(visitor, $"{name}@example.com");

        var token = await MailedTokenAsync(name);

        var notifications = (await customer.GetJsonAsync("/api/notifications?limit=100")).Is(HttpStatusCode.OK);
        Assert.Contains("password_reset", notifications.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(token, notifications.Body, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("accounts", "events where data::text like $1", $"%{token}%"));
        Assert.Equal(0, await CountAsync("notifications", "notifications where body like $1", $"%{token}%"));
    }

    [Fact]
    public async Task A_changed_password_is_told_by_mail_also_when_it_was_a_reset()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        using var visitor = shop.Client();
        await ForgetAsync(visitor, $"{name}@example.com");
        var token = await MailedTokenAsync(name);

        (await visitor.PostJsonAsync("/api/auth/password/reset", new { token, newPassword = NewPassword })).Is(HttpStatusCode.NoContent);

        var mail = await shop.Mails.WaitForAsync(m => IsTo(m, name, "Your password was changed"), timeout.Token);
        Assert.DoesNotContain("token=", mail.Data, StringComparison.Ordinal);
        using var changed = shop.Client((await LoginAsync(visitor, name, NewPassword)).Json.GetProperty("accessToken").GetString());
        (await changed.PostJsonAsync("/api/auth/password", new { currentPassword = NewPassword, newPassword = "a third password" })).Is(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(
            () => Task.FromResult(shop.Mails.Mails.Count(m => IsTo(m, name, "Your password was changed")) == 2), () => "The change was not told.");
    }

    [Fact]
    public async Task The_last_mail_says_that_the_account_was_deleted_and_then_the_address_is_gone()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var name = NewName();
        using var customer = await shop.CustomerAsync(name);
        await shop.Mails.WaitForAsync(m => m.To.Contains($"{name}@example.com"), timeout.Token);
        var id = (await customer.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK).Id;

        (await customer.PostJsonAsync($"/api/users/{id}/erase", new { password = ConfiguredShop.CustomerPassword })).Is(HttpStatusCode.NoContent);

        await shop.Mails.WaitForAsync(m => IsTo(m, name, "Your account was deleted"), timeout.Token);
        IReadOnlyList<string> found = [];
        await Eventually.TrueAsync(async () => (found = await Trace.FindAsync(shop.Shop, name)).Count == 0, () => string.Join("; ", found));
        Assert.Equal(0, await CountAsync("notifications", "notifications where user_id::text = $1", id.ToString()));
    }

    static bool IsTo(ReceivedMail mail, string name, string subject) =>
        mail.To.Contains($"{name}@example.com") && mail.Data.Contains($"Subject: {subject}", StringComparison.Ordinal);

    static string NewName() => "r" + Guid.NewGuid().ToString("N")[..12];

    // Each from an address of its own, because an address may ask a few times only.
    static async Task<Answer> ForgetAsync(HttpClient client, string email) => (await client.SendAsync(
        HttpMethod.Post, "/api/auth/password/forgotten", new { email },
        request => request.Headers.Add("X-Forwarded-For", $"2001:db8:1:{Random.Shared.Next(0x10000):x}::1"))).Is(HttpStatusCode.Accepted);

    static Task<Answer> LoginAsync(HttpClient client, string username, string password) => client.PostJsonAsync("/api/auth/login", new { username, password });

    async Task<string> MailedTokenAsync(string name)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var mail = await shop.Mails.WaitForAsync(m => m.To.Contains($"{name}@example.com") && m.Data.Contains("Choose a new password", StringComparison.Ordinal), timeout.Token);
        using var message = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail.Data)), timeout.Token);
        var link = Link().Match(message.TextBody ?? "");
        Assert.True(link.Success, message.TextBody);
        return link.Groups["token"].Value;
    }

    async Task<long> CountAsync(string service, string what, string pattern)
    {
        await using var source = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service(service));
        await using var count = source.CreateCommand($"select count(*) from {what}");
        count.Parameters.Add(new() { Value = pattern });
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    [GeneratedRegex("/password/reset\\?token=(?<token>[A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
