using System.Net;
using System.Text.Json;
using Cartwright.Accounts;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.AccountsService;

public sealed class AccountTests(TestShop shop)
{
    const string Password = "a customer's password";

    [Fact]
    public async Task A_visitor_registers_and_signs_in_by_name_or_address_in_any_case()
    {
        using var client = shop.Client();
        var name = NewName();
        var registered = (await client.PostJsonAsync(
            "/api/auth/register",
            new { username = name, email = $"{name}@Example.com", password = Password, firstName = "Ada", address = OrderBody.Address })).Is(HttpStatusCode.Created);

        Assert.Equal("Ada", registered.Json.GetProperty("firstName").GetString());
        Assert.Equal("Berlin", registered.Json.GetProperty("addresses")[0].GetProperty("city").GetString());
        Assert.DoesNotContain("assword", registered.Body);
        (await client.PostJsonAsync("/api/auth/login", new { username = name.ToUpperInvariant(), password = Password })).Is(HttpStatusCode.OK);
        var login = (await client.PostJsonAsync("/api/auth/login", new { email = $"{name}@example.COM", password = Password })).Is(HttpStatusCode.OK).Json;
        using var user = shop.Client(login.GetProperty("accessToken").GetString());
        Assert.Equal(registered.Id, (await user.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK).Id);
    }

    [Fact]
    public async Task Of_two_who_ask_for_a_name_at_once_one_gets_it_and_the_other_is_told_which_field_is_taken()
    {
        using var client = shop.Client();
        var name = NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            client.PostJsonAsync("/api/auth/register", new { username = i % 2 == 0 ? name : name.ToUpperInvariant(), email = $"{name}-{i}@example.com", password = Password })));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.Conflict).Names("username"));
    }

    [Fact]
    public async Task Nobody_makes_themselves_an_administrator()
    {
        using var client = shop.Client();
        var (name, id) = (NewName(), Guid.NewGuid());

        var registered = (await client.PostJsonAsync(
            "/api/auth/register",
            new { username = name, email = $"{name}@example.com", password = Password, roles = new[] { "admin" }, role = "admin", isAdmin = true, active = false, id }))
            .Is(HttpStatusCode.Created);

        Assert.Equal(["customer"], registered.Json.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        Assert.NotEqual(id, registered.Id);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_back_after_the_grace_ends_the_session()
    {
        using var client = shop.Client();
        var first = await LoginAsync(client, await RegisterAsync(client));

        var second = (await RefreshAsync(client, first)).Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString()!;
        await PassTheGraceAsync(first);
        (await RefreshAsync(client, first)).Is(HttpStatusCode.Unauthorized);

        (await RefreshAsync(client, second)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_browser_that_sends_several_requests_at_once_gets_one_pair_of_tokens_for_all()
    {
        using var client = shop.Client();
        var token = await LoginAsync(client, await RegisterAsync(client));

        var pairs = (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(client, token))))
            .Select(a => a.Is(HttpStatusCode.OK).Json)
            .Select(j => (Access: j.GetProperty("accessToken").GetString(), Refresh: j.GetProperty("refreshToken").GetString()!));

        var pair = Assert.Single(pairs.Distinct());
        Assert.NotEqual(token, pair.Refresh);
        using var user = shop.Client(pair.Access);
        (await user.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
        (await RefreshAsync(client, pair.Refresh)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_late_repetition_gets_the_pair_that_is_still_unused()
    {
        using var client = shop.Client();
        var first = await LoginAsync(client, await RegisterAsync(client));
        var second = (await RefreshAsync(client, first)).Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString()!;
        var third = (await RefreshAsync(client, second)).Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString()!;

        Assert.Equal(third, (await RefreshAsync(client, first)).Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString());
    }

    [Fact]
    public async Task A_token_that_is_used_again_and_again_is_not_good_for_longer()
    {
        using var client = shop.Client();
        var token = await LoginAsync(client, await RegisterAsync(client));
        (await RefreshAsync(client, token)).Is(HttpStatusCode.OK);
        await PassTheGraceAsync(token, "5 seconds");
        (await RefreshAsync(client, token)).Is(HttpStatusCode.OK);

        await PassTheGraceAsync(token, "5 seconds");

        (await RefreshAsync(client, token)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_signs_out_cannot_refresh_any_more()
    {
        using var client = shop.Client();
        var token = await LoginAsync(client, await RegisterAsync(client));

        (await client.PostJsonAsync("/api/auth/logout", new { refreshToken = token })).Is(HttpStatusCode.NoContent);

        (await RefreshAsync(client, token)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        using var client = shop.Client();
        var email = await RegisterAsync(client);
        for (var i = 0; i < 8; i++)
        {
            (await client.PostJsonAsync("/api/auth/login", new { email, password = "wrong" })).Is(HttpStatusCode.Unauthorized);
        }

        var locked = await client.PostJsonAsync("/api/auth/login", new { email, password = Password });

        locked.Is(HttpStatusCode.TooManyRequests);
        Assert.InRange(locked.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_and_a_closed_account_get_the_same_answer()
    {
        using var client = shop.Client();
        using var closed = await shop.CustomerAsync();
        (await closed.Http.PostJsonAsync($"/api/users/{closed.Id}/deactivate", null)).Is(HttpStatusCode.OK);

        var answers = new[]
        {
            await client.PostJsonAsync("/api/auth/login", new { username = NewName(), password = Password }),
            await client.PostJsonAsync("/api/auth/login", new { email = await RegisterAsync(client), password = "wrong" }),
            await client.PostJsonAsync("/api/auth/login", new { username = closed.Username, password = Password }),
        };

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Unauthorized).Json.GetProperty("detail").GetString()).Distinct());
    }

    [Fact]
    public async Task An_edit_needs_the_version_that_it_edits()
    {
        using var customer = await shop.CustomerAsync();
        var path = $"/api/users/{customer.Id}";
        var etag = (await customer.Http.GetJsonAsync(path)).Response.Headers.ETag!.Tag;

        (await customer.Http.PutJsonAsync(path, new { firstName = "A" })).Is(HttpStatusCode.PreconditionRequired);
        var edits = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => customer.Http.PutJsonAsync(path, new { firstName = $"Name {i}" }, etag)));

        var won = Assert.Single(edits, e => e.Status == HttpStatusCode.OK);
        Assert.All(edits.Where(e => e != won), e => e.Is(HttpStatusCode.PreconditionFailed));
        var now = await customer.Http.GetJsonAsync(path);
        Assert.Equal(won.Json.GetProperty("firstName").GetString(), now.Json.GetProperty("firstName").GetString());
        Assert.NotEqual(etag, now.Response.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("W/{0}")]
    [InlineData("\"99\", {0}")]
    [InlineData("\"99\",W/{0} , \"0\"")]
    [InlineData("*")]
    public async Task A_version_is_named_in_any_way_that_http_has(string ifMatch)
    {
        using var customer = await shop.CustomerAsync();
        var path = $"/api/users/{customer.Id}";
        var etag = (await customer.Http.GetJsonAsync(path)).Response.Headers.ETag!.Tag;

        var edited = await customer.Http.PutJsonAsync(path, new { firstName = "Ada" }, ifMatch.Replace("{0}", etag, StringComparison.Ordinal));

        Assert.Equal("Ada", edited.Is(HttpStatusCode.OK).Json.GetProperty("firstName").GetString());
        var repeated = await customer.Http.PutJsonAsync(path, new { firstName = "Eve" }, ifMatch.Replace("{0}", etag, StringComparison.Ordinal));
        repeated.Is(ifMatch == "*" ? HttpStatusCode.OK : HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_user_has_exactly_one_default_address()
    {
        using var customer = await shop.CustomerAsync();
        var path = $"/api/users/{customer.Id}/addresses";
        var first = (await customer.Http.PostJsonAsync(path, OrderBody.Address)).Is(HttpStatusCode.Created);
        var second = (await customer.Http.PostJsonAsync(
            path, new { street = "Side Street 2", city = "Paris", zipCode = "75001", country = "fr", isDefault = true })).Is(HttpStatusCode.Created);

        Assert.Equal("FR", second.Json.GetProperty("country").GetString());
        Assert.Equal([second.Id, first.Id], await AddressesAsync());
        (await customer.Http.SendAsync(HttpMethod.Delete, $"{path}/{second.Id}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        Assert.Equal([first.Id], await AddressesAsync());

        async Task<IEnumerable<Guid>> AddressesAsync()
        {
            var items = (await customer.Http.GetJsonAsync(path)).Json.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal([true, .. items.Skip(1).Select(_ => false)], items.Select(i => i.GetProperty("isDefault").GetBoolean()));
            return items.Select(i => i.GetProperty("id").GetGuid());
        }
    }

    [Fact]
    public async Task Administrators_find_customers_page_by_page_newest_first()
    {
        using var admin = await shop.AdminAsync();
        var family = "f" + Guid.NewGuid().ToString("N")[..10];
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var name = NewName();
            var made = await admin.PostJsonAsync("/api/customers", new { username = name, email = $"{name}@example.com", password = Password, lastName = family });
            ids.Insert(0, made.Is(HttpStatusCode.Created).Id);
        }

        var found = new List<Guid>();
        var cursor = "";
        while (cursor is not null)
        {
            var after = cursor.Length > 0 ? "&cursor=" + cursor : "";
            var page = (await admin.GetJsonAsync($"/api/customers?q={family.ToUpperInvariant()}&limit=2{after}")).Is(HttpStatusCode.OK).Json;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").ValueKind == JsonValueKind.Null ? null : page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(ids, found);
    }

    static string NewName() => "u" + Guid.NewGuid().ToString("N")[..12];

    static async Task<string> RegisterAsync(HttpClient client)
    {
        var name = NewName();
        (await client.PostJsonAsync("/api/auth/register", new { username = name, email = $"{name}@example.com", password = Password })).Is(HttpStatusCode.Created);
        return $"{name}@example.com";
    }

    static async Task<string> LoginAsync(HttpClient client, string email) =>
        (await client.PostJsonAsync("/api/auth/login", new { email, password = Password })).Is(HttpStatusCode.OK).Json.GetProperty("refreshToken").GetString()!;

    // As if the token had been used so much earlier.
    async Task PassTheGraceAsync(string token, string time = "10 seconds")
    {
        await using var accounts = new NpgsqlConnection(shop.Shop.Postgres!.Address.Service("accounts"));
        await accounts.OpenAsync();
        await using var command = new NpgsqlCommand("update refresh_tokens set used_at = used_at - $1::interval where hash = $2", accounts)
        {
            Parameters = { new() { Value = time }, new() { Value = RefreshToken.Hash(token) } },
        };
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    static Task<Answer> RefreshAsync(HttpClient client, string refreshToken) => client.PostJsonAsync("/api/auth/refresh", new { refreshToken });
}
