using System.Net;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Cartwright.Tests.AccountsService;

/// <summary>Keyboards and systems send different characters for what is the same name and password to a person.</summary>
public sealed class CredentialTests(TestShop shop)
{
    const string Composed = "caf\u00e9 au lait";
    const string Decomposed = "cafe\u0301\u00a0au lait";

    [Theory]
    [InlineData(Composed, Decomposed)]
    [InlineData(Decomposed, Composed)]
    public async Task A_password_is_the_same_however_its_letters_are_composed(string chosen, string typed)
    {
        using var client = shop.Client();
        var name = NewName();
        await RegisterAsync(client, name, $"{name}@example.com", chosen);

        (await client.PostJsonAsync("/api/auth/login", new { username = name, password = typed })).Is(HttpStatusCode.OK);
        (await client.PostJsonAsync("/api/auth/login", new { username = name, password = "cafe au lait" })).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_password_that_an_earlier_version_hashed_as_it_was_typed_still_fits_and_from_then_on_in_any_form()
    {
        using var client = shop.Client();
        var name = NewName();
        await RegisterAsync(client, name, $"{name}@example.com", "a customer's password");
        await using (var accounts = NpgsqlDataSource.Create(shop.Shop.Postgres!.Address.Service("accounts")))
        await using (var command = accounts.CreateCommand("update users set password_hash = $1 where username = $2"))
        {
            command.Parameters.Add(new() { Value = new PasswordHasher<string>().HashPassword("", Decomposed) });
            command.Parameters.Add(new() { Value = name });
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        (await client.PostJsonAsync("/api/auth/login", new { username = name, password = Decomposed })).Is(HttpStatusCode.OK);

        (await client.PostJsonAsync("/api/auth/login", new { username = name, password = Composed })).Is(HttpStatusCode.OK);
        (await client.PostJsonAsync("/api/auth/login", new { username = name, password = Decomposed })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Spaces_around_a_name_and_wide_letters_do_not_matter()
    {
        using var client = shop.Client();
        var name = NewName();
        var registered = await RegisterAsync(client, $"{name} ", $" {name}@example.com", Composed);

        Assert.Equal(name, registered.Json.GetProperty("username").GetString());
        Assert.Equal($"{name}@example.com", registered.Json.GetProperty("email").GetString());
        foreach (var typed in new[] { $" {name}", $"{name}\u00a0", Wide(name) })
        {
            (await client.PostJsonAsync("/api/auth/login", new { username = typed, password = Composed })).Is(HttpStatusCode.OK);
            (await client.PostJsonAsync("/api/auth/login", new { email = $"{typed.Trim()}@example.com ", password = Composed })).Is(HttpStatusCode.OK);
        }

        (await client.PostJsonAsync("/api/auth/register", new { username = Wide(name), email = $"{name}-2@example.com", password = Composed }))
            .Is(HttpStatusCode.Conflict).Names("username");
    }

    static async Task<Answer> RegisterAsync(HttpClient client, string username, string email, string password) =>
        (await client.PostJsonAsync("/api/auth/register", new { username, email, password })).Is(HttpStatusCode.Created);

    static string NewName() => "u" + Guid.NewGuid().ToString("N")[..12];

    static string Wide(string text) => string.Concat(text.Select(c => (char)(c + 0xFEE0)));
}
