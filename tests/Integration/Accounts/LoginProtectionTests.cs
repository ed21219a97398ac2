using System.Net;
using System.Security.Cryptography;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.AccountsService;

/// <summary>What attackers from one address cannot do to customers who come from another: the shop has a proxy in front, which says where they are.</summary>
[Collection(nameof(ConfiguredShop))]
public sealed class LoginProtectionTests(ConfiguredShop shop)
{
    const int WrongMax = 8;

    [Fact]
    public async Task Wrong_passwords_lock_the_account_for_their_address_only()
    {
        var (attacker, owner) = (NewAddress(), NewAddress());
        using var client = shop.Client();
        var (name, refreshToken) = await RegisterAsync(client, attacker);
        for (var i = 0; i < WrongMax; i++)
        {
            (await LoginAsync(client, name, "wrong", attacker)).Is(HttpStatusCode.Unauthorized);
        }

        (await LoginAsync(client, name, ConfiguredShop.CustomerPassword, attacker)).Is(HttpStatusCode.TooManyRequests);
        (await LoginAsync(client, name, ConfiguredShop.CustomerPassword, owner)).Is(HttpStatusCode.OK);
        // The owner may be behind the same address, signed in already.
        (await PostAsync(client, "/api/auth/refresh", new { refreshToken }, attacker)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_administrator_signs_in_whatever_others_try()
    {
        var attacker = NewAddress();
        using var client = shop.Client();
        var wrong = new { email = TestShop.AdminEmail, password = "wrong" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 3 * WrongMax).Select(_ => PostAsync(client, "/api/auth/login", wrong, attacker)));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.TooManyRequests);

        (await client.PostJsonAsync("/api/auth/login", new { email = TestShop.AdminEmail, password = TestShop.AdminPassword })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_may_register_a_few_accounts_in_a_while()
    {
        var (greedy, modest) = (NewAddress(), NewAddress());
        using var client = shop.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * ConfiguredShop.RegistrationsPerAddress).Select(_ => TryRegisterAsync(client, greedy)));

        Assert.Equal(ConfiguredShop.RegistrationsPerAddress, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a =>
        {
            a.Is(HttpStatusCode.TooManyRequests);
            Assert.InRange(a.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(61));
        });
        (await TryRegisterAsync(client, modest)).Is(HttpStatusCode.Created);
    }

    // Of the networks for documentation (RFC 3849).
    static string NewAddress() => $"2001:db8:{RandomNumberGenerator.GetInt32(0x10000):x}:{RandomNumberGenerator.GetInt32(0x10000):x}::1";

    static async Task<(string Name, string RefreshToken)> RegisterAsync(HttpClient client, string address)
    {
        var name = (await TryRegisterAsync(client, address)).Is(HttpStatusCode.Created).Json.GetProperty("username").GetString()!;
        var login = await LoginAsync(client, name, ConfiguredShop.CustomerPassword, address);
        return (name, login.Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString()!);
    }

    static Task<Answer> TryRegisterAsync(HttpClient client, string address)
    {
        var name = "p" + Guid.NewGuid().ToString("N")[..12];
        return PostAsync(client, "/api/auth/register", new { username = name, email = $"{name}@example.com", password = ConfiguredShop.CustomerPassword }, address);
    }

    static Task<Answer> LoginAsync(HttpClient client, string username, string password, string address) =>
        PostAsync(client, "/api/auth/login", new { username, password }, address);

    static Task<Answer> PostAsync(HttpClient client, string path, object body, string address) =>
        client.SendAsync(HttpMethod.Post, path, body, request => request.Headers.Add("X-Forwarded-For", address));
}
