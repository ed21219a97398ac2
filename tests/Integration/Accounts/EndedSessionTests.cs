using System.Net;
using Cartwright.Accounts;
using Cartwright.Platform.Security;
using Cartwright.Tests.Shops;
using Microsoft.IdentityModel.JsonWebTokens;
using Npgsql;

namespace Cartwright.Tests.AccountsService;

/// <summary>A session that has ended is over everywhere within seconds, although its access token would be valid for longer.</summary>
public sealed class EndedSessionTests(TestShop shop)
{
    const string Password = "a customer's password";

    [Theory]
    [InlineData("signed out")]
    [InlineData("signed out everywhere")]
    [InlineData("deactivated")]
    [InlineData("token stolen")]
    public async Task An_access_token_ends_with_its_session_in_every_service(string how)
    {
        using var client = shop.Client();
        using var customer = await shop.CustomerAsync();
        var session = await LoginAsync(client, customer.Username);
        using var user = shop.Client(session.Access);
        foreach (var service in Services)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(service, session.Access));
        }

        switch (how)
        {
            case "signed out":
                (await client.PostJsonAsync("/api/auth/logout", new { refreshToken = session.Refresh })).Is(HttpStatusCode.NoContent);
                break;
            case "signed out everywhere":
                (await user.PostJsonAsync("/api/auth/logout/all", null)).Is(HttpStatusCode.NoContent);
                break;
            case "deactivated":
                (await user.PostJsonAsync($"/api/users/{customer.Id}/deactivate", null)).Is(HttpStatusCode.OK);
                break;
            default:
                await StealAsync(session.Refresh);
                (await client.PostJsonAsync("/api/auth/refresh", new { refreshToken = session.Refresh })).Is(HttpStatusCode.Unauthorized);
                break;
        }

        foreach (var service in Services)
        {
            await Eventually.TrueAsync(async () => await AskAsync(service, session.Access) == HttpStatusCode.Unauthorized, () => $"The session goes on at {service}.");
        }

        await Eventually.TrueAsync(async () => (await user.GetJsonAsync("/api/orders")).Status == HttpStatusCode.Unauthorized, () => "The session goes on at a gateway.");
    }

    [Fact]
    public async Task Who_signs_out_ends_one_session_only()
    {
        using var client = shop.Client();
        using var customer = await shop.CustomerAsync();
        var (ended, other) = (await LoginAsync(client, customer.Username), await LoginAsync(client, customer.Username));
        (await client.PostJsonAsync("/api/auth/logout", new { refreshToken = ended.Refresh })).Is(HttpStatusCode.NoContent);

        await EndsAsync(ended);

        using var user = shop.Client(other.Access);
        (await user.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
        (await client.PostJsonAsync("/api/auth/refresh", new { refreshToken = other.Refresh })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_of_the_password_ends_all_other_sessions()
    {
        const string changed = "another password";
        using var client = shop.Client();
        using var customer = await shop.CustomerAsync();
        var (own, other) = (await LoginAsync(client, customer.Username), await LoginAsync(client, customer.Username));
        using var user = shop.Client(own.Access);

        (await user.PostJsonAsync("/api/auth/password", new { currentPassword = "wrong", newPassword = changed })).Is(HttpStatusCode.BadRequest).Names("currentPassword");
        (await user.PostJsonAsync("/api/auth/password", new { currentPassword = Password, newPassword = "short" })).Is(HttpStatusCode.BadRequest).Names("newPassword");
        (await user.PostJsonAsync("/api/auth/password", new { currentPassword = Password, newPassword = changed })).Is(HttpStatusCode.NoContent);

        (await client.PostJsonAsync("/api/auth/login", new { username = customer.Username, password = Password })).Is(HttpStatusCode.Unauthorized);
        (await client.PostJsonAsync("/api/auth/login", new { username = customer.Username, password = changed })).Is(HttpStatusCode.OK);
        (await client.PostJsonAsync("/api/auth/refresh", new { refreshToken = other.Refresh })).Is(HttpStatusCode.Unauthorized);
        await EndsAsync(other);
        (await user.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
        (await client.PostJsonAsync("/api/auth/refresh", new { refreshToken = own.Refresh })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_finds_a_session_cannot_guess_the_password_with_it()
    {
        using var customer = await shop.CustomerAsync();
        for (var i = 0; i < 8; i++)
        {
            (await customer.Http.PostJsonAsync("/api/auth/password", new { currentPassword = "wrong", newPassword = "another password" })).Is(HttpStatusCode.BadRequest);
        }

        (await customer.Http.PostJsonAsync("/api/auth/password", new { currentPassword = Password, newPassword = "another password" })).Is(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("/logout")]
    [InlineData("/logout/all")]
    public async Task A_cookie_of_before_the_sign_out_opens_no_page(string action)
    {
        using var customer = await shop.CustomerAsync();
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(customer.Username, Password);
        var cookies = browser.Cookies;
        (await browser.GetAsync("/account")).Is(HttpStatusCode.OK);

        (await browser.SubmitAsync("/account", action)).Is(HttpStatusCode.Found);

        using var thief = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = shop.Gateway };
        foreach (var page in new[] { "/account", "/orders", "/account/password" })
        {
            await Eventually.TrueAsync(
                async () => (await thief.SendAsync(HttpMethod.Get, page, null, r => r.Headers.Add("Cookie", cookies)))
                    .Response.Headers.Location?.OriginalString.Contains("/login?", StringComparison.Ordinal) is true,
                () => $"The old cookie opens {page}.");
        }
    }

    [Fact]
    public async Task A_customer_changes_the_password_on_a_page()
    {
        const string changed = "another password";
        using var customer = await shop.CustomerAsync();
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(customer.Username, Password);

        var wrong = await browser.SubmitAsync("/account/password", "/account/password", Form("wrong"));
        var right = await browser.SubmitAsync("/account/password", "/account/password", Form(Password));

        Assert.Contains("This is not your current password.", wrong.Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        right.Is(HttpStatusCode.Found);
        using var other = new Browser(shop.Gateway);
        await other.SignInAsync(customer.Username, changed);

        static (string, string)[] Form(string current) => [("_handler", "password"), ("Input.CurrentPassword", current), ("Input.NewPassword", changed)];
    }

    [Fact]
    public async Task An_open_page_of_an_ended_session_receives_nothing_more()
    {
        var product = await shop.ProductAsync();
        using var client = shop.Client();
        using var customer = await shop.CustomerAsync();
        var session = await LoginAsync(client, customer.Username);
        using var user = shop.Client(session.Access);
        using var page = new StreamReader(await user.GetStreamAsync("/api/notifications/stream", TestContext.Current.CancellationToken));
        Assert.Equal(": connected", await page.ReadLineAsync(TestContext.Current.CancellationToken));

        (await client.PostJsonAsync("/api/auth/logout", new { refreshToken = session.Refresh })).Is(HttpStatusCode.NoContent);
        var ended = Guid.Parse(new JsonWebToken(session.Access).GetClaim("sid").Value);
        await Eventually.TrueAsync(
            () => Task.FromResult(shop.Shop.Service<RevokedSessions>("notifications").All(known => known.Contains(ended))), () => "The session goes on.");
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;

        Assert.DoesNotContain(order.ToString(), await page.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static IEnumerable<string> Services => ServiceRegistry.All.Where(s => s.HasDatabase).Select(s => s.Name);

    async Task EndsAsync((string Access, string Refresh) session)
    {
        using var user = shop.Client(session.Access);
        await Eventually.TrueAsync(async () => (await user.GetJsonAsync("/api/profile")).Status == HttpStatusCode.Unauthorized, () => "The session goes on.");
    }

    // What no customer may do: 403 while the token is valid, 401 afterwards.
    async Task<HttpStatusCode> AskAsync(string service, string token)
    {
        using var client = new HttpClient { BaseAddress = shop.Shop.Address(service) };
        return (await client.SendAsync(HttpMethod.Get, "/admin/dead-letters", null, m => m.Headers.Authorization = new("Bearer", token))).Status;
    }

    // As if it had been exchanged long ago.
    async Task StealAsync(string refreshToken)
    {
        await using var accounts = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("accounts"));
        await using var command = accounts.CreateCommand("update refresh_tokens set used_at = now() - interval '1 minute' where hash = $1");
        command.Parameters.Add(new() { Value = RefreshToken.Hash(refreshToken) });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    static async Task<(string Access, string Refresh)> LoginAsync(HttpClient client, string username)
    {
        var login = (await client.PostJsonAsync("/api/auth/login", new { username, password = Password })).Is(HttpStatusCode.OK).Json;
        return (login.GetProperty("accessToken").GetString()!, login.GetProperty("refreshToken").GetString()!);
    }
}
