using System.Net;
using System.Text.Json;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Integration.Imports;

/// <summary>A marketplace of a test's own, as it is and as it is imported from.</summary>
internal sealed class TestImports : IDisposable
{
    /// <summary>How many of them a shop is configured with; each test takes another one.</summary>
    public const int Configured = 24;

    /// <summary>How many orders a chunk of them has.</summary>
    public const int ChunkSize = 250;

    /// <summary>How many a chunk of the one with large chunks has: more than are written at once.</summary>
    public const int LargeChunkSize = 20_000;

    const string Large = "market-large";
    const string Password = "a marketplace's password";

    static int s_taken;

    readonly TestShop _shop;
    readonly HttpClient _simulators;

    TestImports(TestShop shop, HttpClient admin, string name)
    {
        _shop = shop;
        Admin = admin;
        Name = name;
        _simulators = new() { BaseAddress = shop.Shop.Address("simulators") };
    }

    /// <summary>The name of the marketplace, and of the account there.</summary>
    public string Name { get; }

    /// <summary>A client of the administrator.</summary>
    public HttpClient Admin { get; }

    /// <summary>Settings of a shop that knows the marketplaces.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings =>
        Enumerable.Range(0, Configured).SelectMany(i => SettingsOf(NameOf(i), ChunkSize)).Concat(SettingsOf(Large, LargeChunkSize));

    /// <summary>Takes a marketplace that no other test has.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="settings">What it is like; see <see cref="MarketplaceSettings"/>.</param>
    public static Task<TestImports> OfAsync(TestShop shop, object settings) => OfAsync(shop, settings, NameOf(Interlocked.Increment(ref s_taken) - 1));

    /// <summary>Takes the marketplace with large chunks, which one test may have.</summary>
    public static Task<TestImports> LargeAsync(TestShop shop, object settings) => OfAsync(shop, settings, Large);

    /// <summary>Changes what it is like; what is not named is as at first.</summary>
    public async Task SetAsync(object settings)
    {
        var all = JsonSerializer.SerializeToNode(settings)!.AsObject();
        all["password"] = Password;
        var answer = await _simulators.PutJsonAsync($"/admin/marketplaces/{Name}", all);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Body);
    }

    /// <summary>Starts an import.</summary>
    public async Task<Guid> StartAsync(string scope = "all") =>
        (await Admin.PostJsonAsync("/api/imports", new { marketplace = Name, scope })).Is(HttpStatusCode.Created).Id;

    /// <summary>Starts an import and waits until it is completed.</summary>
    public async Task<JsonElement> ImportAsync(string scope = "all") => await UntilAsync(await StartAsync(scope), "completed");

    /// <summary>Waits until an import is in a state.</summary>
    public Task<JsonElement> UntilAsync(Guid id, string status) => UntilAsync(id, import => import.GetProperty("status").GetString() == status);

    /// <summary>Waits until an import is as wanted.</summary>
    public Task<JsonElement> UntilAsync(Guid id, Func<JsonElement, bool> wanted) => Eventually.AnsweredAsync(Admin, $"/api/imports/{id}", wanted);

    /// <summary>What a count of an import says.</summary>
    public static long Count(JsonElement import, string count) => import.GetProperty("orders").GetProperty(count).GetInt64();

    /// <summary>All orders of the marketplace as they are kept, by id.</summary>
    public async Task<IReadOnlyList<MarketplaceOrder>> KeptAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            "select o.id, o.order_date, o.amount, o.label from imported_orders o join marketplaces m on m.id = o.marketplace where m.name = $1 order by o.id", connection);
        command.Parameters.Add(new() { Value = Name });
        await using var reader = await command.ExecuteReaderAsync();
        var kept = new List<MarketplaceOrder>();
        while (await reader.ReadAsync())
        {
            kept.Add(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetDecimal(2), reader.GetString(3)));
        }

        return kept;
    }

    /// <summary>Asserts that exactly these orders are kept, each as the marketplace has it.</summary>
    public async Task KeepsAsync(long seed, long first, long count) =>
        Assert.Equal(Orders(seed, first, count), await KeptAsync());

    /// <summary>The orders of a marketplace.</summary>
    public static IReadOnlyList<MarketplaceOrder> Orders(long seed, long first, long count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => MarketplaceOrders.Of(seed, first + i))];

    /// <summary>A connection to the database of the imports.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_shop.Shop.Postgres.Address.Service("imports"));
        await connection.OpenAsync();
        return connection;
    }

    public void Dispose()
    {
        _simulators.Dispose();
        Admin.Dispose();
    }

    static async Task<TestImports> OfAsync(TestShop shop, object settings, string name)
    {
        var marketplace = new TestImports(shop, await shop.AdminAsync(), name);
        await marketplace.SetAsync(settings);
        return marketplace;
    }

    static Dictionary<string, string> SettingsOf(string name, int chunkSize) => new()
    {
        [$"Imports:Marketplaces:{name}:Username"] = name,
        [$"Imports:Marketplaces:{name}:Password"] = Password,
        [$"Imports:Marketplaces:{name}:ChunkSize"] = $"{chunkSize}",
    };

    static string NameOf(int number) => $"market-{number}";
}
