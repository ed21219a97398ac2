using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cartwright.Commands;
using Cartwright.Hosting;
using Cartwright.Integration.Imports;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: AssemblyFixture(typeof(Cartwright.Tests.Shops.TestShop))]

namespace Cartwright.Tests.Shops;

/// <summary>A whole shop for the tests of the assembly, in the shape of the assembly: every service on ports of its own, on private servers, without the demo.</summary>
public class TestShop : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "an admin's password";

    /// <summary>How many instances of each service a shop has in the shape that can have several.</summary>
    public const int Several = 2;

    static readonly TimeSpan AdminTokenUse = TimeSpan.FromMinutes(5);

    readonly int _instances;
    readonly (string Key, string Value)[] _settings;
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    readonly ILoggerFactory _loggers;
    readonly SemaphoreSlim _one = new(1);
    HostedShop? _shop;
    (string Token, long Since)? _admin;

    public TestShop() : this(Several, [])
    {
    }

    /// <summary>A further shop with settings of its own: one instance of each service, because it runs beside the others.</summary>
    protected TestShop(params (string Key, string Value)[] settings) : this(1, settings)
    {
    }

    /// <summary>A further shop, whose messages the test reads.</summary>
    protected TestShop(ILoggerFactory loggers) : this(1, [], loggers)
    {
    }

    TestShop(int instances, (string Key, string Value)[] settings, ILoggerFactory? loggers = null) =>
        (_instances, _settings, _loggers) = (instances, settings, loggers ?? LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error)));

    /// <summary>Where clients connect; the first place where there are several.</summary>
    public Uri Gateway => Shop.Gateways[0];

    internal HostedShop Shop => _shop!;

    /// <summary>The folder that holds the shop.</summary>
    internal string Folder => _folder;

    public virtual async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _shop = await StartAsync(_folder, _loggers, _instances, _settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        _loggers.Dispose();
        _one.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A client, of a user when there is a token, that asks all gateways in turn.</summary>
    public HttpClient Client(string? token = null) => Shop.Client(token);

    /// <summary>A client of the administrator, whose token is valid for some minutes: on a slow machine all tests together take longer than a token lives.</summary>
    public async Task<HttpClient> AdminAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_admin is not { } admin || Stopwatch.GetElapsedTime(admin.Since) > AdminTokenUse)
            {
                _admin = admin = (await LoginAsync(AdminEmail, AdminPassword), Stopwatch.GetTimestamp());
            }

            return Client(admin.Token);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A new customer, signed in.</summary>
    public async Task<TestCustomer> CustomerAsync()
    {
        var name = "c" + Guid.NewGuid().ToString("N")[..12];
        using var client = Client();
        var profile = await client.PostJsonAsync("/api/auth/register", new { username = name, email = $"{name}@example.com", password = "a customer's password" });
        profile.Is(HttpStatusCode.Created);
        return new(profile.Json.GetProperty("id").GetGuid(), name, Client(await LoginAsync($"{name}@example.com", "a customer's password")));
    }

    /// <summary>A new product with one variant and so many units of it.</summary>
    public async Task<TestProduct> ProductAsync(int stock = 100, decimal price = 10m, string currency = "EUR")
    {
        using var admin = await AdminAsync();
        var sku = "T-" + Guid.NewGuid().ToString("N")[..12];
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests", name = "Tests" });
        var product = await admin.PostJsonAsync("/api/products", new { name = $"Product {sku}", description = "For a test.", category = "tests", sku, price, currency });
        product.Is(HttpStatusCode.Created);
        var id = product.Json.GetProperty("id").GetGuid();
        if (stock > 0)
        {
            (await admin.PutJsonAsync($"/api/inventory/{id}", new { stockLevel = stock, warehouseId = "main" })).Is(HttpStatusCode.OK);
        }

        return new(id, sku, price);
    }

    /// <summary>Gives a product another price.</summary>
    public async Task PriceAsync(TestProduct product, decimal price)
    {
        using var admin = await AdminAsync();
        var etag = (await admin.GetJsonAsync($"/api/products/{product.Id}")).Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync($"/api/products/{product.Id}", new { name = "Dearer", category = "tests", sku = product.Sku, price }, etag)).Is(HttpStatusCode.OK);
    }

    /// <summary>Waits for the work in flight to end and checks the books.</summary>
    public async Task<string> AuditAsync()
    {
        var configuration = Settings.Load(_settings.ToDictionary(s => s.Key, string? (s) => s.Value));
        await using var audit = await AuditCommand.OpenAsync(Shop.Postgres.Address, CancellationToken.None, configuration);
        var report = await audit.RunAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
        return report.IsClean ? "clean" : $"{report.InFlight} in flight; " + string.Join("; ", report.Violations.Take(10));
    }

    /// <summary>Runs a statement in the database of a service.</summary>
    public Task ExecuteAsync(string service, string sql) => RunAsync(service, sql, command => command.ExecuteNonQueryAsync());

    /// <summary>Counts rows in the database of a service.</summary>
    public async Task<long> CountAsync(string service, string sql) => (long)(await RunAsync(service, sql, command => command.ExecuteScalarAsync()))!;

    /// <summary>A text of the database of a service.</summary>
    public async Task<string> TextAsync(string service, string sql) => (string)(await RunAsync(service, sql, command => command.ExecuteScalarAsync()))!;

    async Task<T> RunAsync<T>(string service, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = new NpgsqlConnection(Shop.Postgres.Address.Service(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await run(command);
    }

    internal static Task<HostedShop> StartAsync(
        string folder, ILoggerFactory loggers, int instances, params (string Key, string Value)[] settings) => HostedShop.StartAsync(
        folder,
        loggers,
        instances,
        new Dictionary<string, string>
        {
            ["Admin:Email"] = AdminEmail,
            ["Admin:Password"] = AdminPassword,
            // Every change of stock is told at once, so that a shop comes to rest soon.
            ["Inventory:ExactEveryRounds"] = "1",
            // The servers of tests are on this machine.
            ["Feeds:AllowPrivateAddresses"] = "true",
            ["Webhooks:AllowPrivateAddresses"] = "true",
            ["Caching:PurgeTimeout"] = "00:01:00",
            ["Orders:Shipping:JPY:Price"] = "700",
            ["Storefront:PageListLife"] = "00:00:00.1",
            // These servers are not killed, and what they hold is deleted at the end.
            ["Postgres:Settings:fsync"] = "off",
            ["Gateway:ConnectTimeout"] = "00:01:00",
            ["Gateway:AnswerTimeout"] = "00:02:00",
            ["Gateway:RateLimit:PerAddress"] = "1000000",
            ["Gateway:RateLimit:PerUser"] = "1000000",
            ["Accounts:RegistrationsPerAddress"] = "1000000",
            // Nobody guesses the passwords of tests: each would cost tens of milliseconds of a processor.
            ["Accounts:HashIterations"] = "1000",
        }
        .Concat(Patience).Concat(TestImports.Settings).Concat(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
        .GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value));

    // The process of these tests stands for many, on a machine that may be slow: a service that answers late is none that does not answer.
    static IEnumerable<KeyValuePair<string, string>> Patience =>
        from service in ServiceRegistry.All
        where service.Name != "simulators"
        from setting in new[] { ("AttemptTimeout", "00:01:00"), ("TotalTimeout", "00:02:00") }
        select KeyValuePair.Create($"Calls:{service.Name}:{setting.Item1}", setting.Item2);

    async Task<string> LoginAsync(string email, string password)
    {
        using var client = Client();
        var login = await client.PostJsonAsync("/api/auth/login", new { email, password });
        login.Is(HttpStatusCode.OK);
        return login.Json.GetProperty("accessToken").GetString()!;
    }
}

/// <summary>A customer of a test.</summary>
public sealed record TestCustomer(Guid Id, string Username, HttpClient Http) : IDisposable
{
    /// <summary>Places an order.</summary>
    public Task<Answer> OrderAsync(string sku, int quantity, string token = "tok_ok", string? key = null) =>
        Http.PostJsonAsync("/api/orders", OrderBody.Of([(sku, quantity)], token), key ?? Guid.NewGuid().ToString());

    /// <summary>Waits until the order is in one of the states.</summary>
    public Task<JsonElement> UntilAsync(Guid orderId, params string[] statuses) => UntilAsync(orderId, order => statuses.Contains(order.GetProperty("status").GetString()));

    /// <summary>Waits until the order is as wanted.</summary>
    public Task<JsonElement> UntilAsync(Guid orderId, Func<JsonElement, bool> wanted) => Eventually.AnsweredAsync(Http, $"/api/orders/{orderId}", wanted);

    public void Dispose() => Http.Dispose();
}

/// <summary>A product of a test.</summary>
public sealed record TestProduct(Guid Id, string Sku, decimal Price);

/// <summary>Bodies of orders.</summary>
public static class OrderBody
{
    public static object Address { get; } = new { street = "Main Street 1", city = "Berlin", state = "", zipCode = "10115", country = "DE" };

    public static object Of((string Sku, int Quantity)[] items, string token = "tok_ok") => new
    {
        items = items.Select(i => new { sku = i.Sku, quantity = i.Quantity }),
        shippingAddress = Address,
        payment = new { method = "card", token },
    };
}
