using System.Diagnostics;
using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>A shop of its own in processes that can be harmed, as its customers and its administrator use it.</summary>
/// <param name="gateways">Where clients connect.</param>
public abstract class ShopUnderFault(RoundRobin gateways)
{
    /// <summary>The address by which the administrator signs in.</summary>
    protected const string AdminEmail = "admin@example.com";

    /// <summary>The password of the administrator.</summary>
    protected const string AdminPassword = "an admin's password";

    const int KeptLines = 2000;
    const string CustomerPassword = "a customer's password";
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    readonly Queue<string> _output = new();

    /// <summary>A client that nobody is signed in with.</summary>
    public HttpClient Anybody { get; } = Client(gateways, null);

    /// <summary>The last lines that its processes wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Whether it has ended by itself, so that waiting for it is of no use.</summary>
    public virtual bool HasEnded => false;

    /// <summary>The settings of every shop that is harmed, as environment variables.</summary>
    protected static IReadOnlyDictionary<string, string> CommonSettings { get; } = new Dictionary<string, string>
    {
        ["CARTWRIGHT_ADMIN_EMAIL"] = AdminEmail,
        ["CARTWRIGHT_ADMIN_PASSWORD"] = AdminPassword,
        ["CARTWRIGHT_Gateway__RateLimit__PerAddress"] = "1000000",
        ["CARTWRIGHT_Accounts__RegistrationsPerAddress"] = "1000000",
        ["CARTWRIGHT_Gateway__RateLimit__PerUser"] = "1000000",
        // Nobody guesses these passwords: each would cost tens of milliseconds of a processor.
        ["CARTWRIGHT_Accounts__HashIterations"] = "1000",
        // What was under way when the shop was killed is taken up again when its lease ends: the shortest that is allowed.
        ["CARTWRIGHT_Payments__Lease"] = "00:00:06",
        // A process that lives for a minute need not learn what it is used for, nor compile again what it calls a few dozen times: with that, a
        // cluster that has just started compiles all the time. The threshold is hexadecimal.
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountThreshold"] = "400",
        // Every change of stock is published at once, so that a shop comes to rest soon.
        ["CARTWRIGHT_Inventory__ExactEveryRounds"] = "1",
    };

    /// <summary>Runs the command <c>audit</c>.</summary>
    public abstract Task<(int ExitCode, string Output)> AuditAsync();

    /// <summary>How many pairs of transactions have waited for each other, by database; null where this shop cannot tell.</summary>
    public virtual Task<string?> DeadlocksAsync() => Task.FromResult<string?>(null);

    /// <summary>Waits until every service says that it is healthy.</summary>
    public async Task HealthyAsync()
    {
        using var timer = new PeriodicTimer(Poll);
        var started = Stopwatch.GetTimestamp();
        while (!await IsHealthyAsync())
        {
            Assert.False(HasEnded, $"The program ended by itself:\n{Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < ProcessFaults.Timeout, $"The shop is not healthy:\n{Output}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>The administrator, signed in.</summary>
    public Task<HttpClient> AdminAsync() => LogInAsync(AdminEmail, AdminPassword);

    /// <summary>A new customer, signed in.</summary>
    public async Task<HttpClient> CustomerAsync()
    {
        var email = "";
        (await WithRetries.AskAsync(() =>
        {
            var name = "c" + Guid.NewGuid().ToString("N")[..12];
            email = $"{name}@example.com";
            return Anybody.PostJsonAsync("/api/auth/register", new { username = name, email, password = CustomerPassword });
        })).Is(HttpStatusCode.Created);
        return await LogInAsync(email, CustomerPassword);
    }

    /// <summary>A new product with one variant and so many units of it.</summary>
    public async Task<Product> ProductAsync(int stock)
    {
        using var admin = await AdminAsync();
        var sku = "";
        await WithRetries.AskAsync(() => admin.PostJsonAsync("/api/products/categories", new { slug = "faults", name = "Faults" }));
        var product = (await WithRetries.AskAsync(() =>
        {
            sku = "F-" + Guid.NewGuid().ToString("N")[..12];
            return admin.PostJsonAsync("/api/products", new { name = sku, description = "", category = "faults", sku, price = 10m, currency = "EUR" });
        })).Is(HttpStatusCode.Created);
        (await WithRetries.AskAsync(() => admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel = stock, warehouseId = "main" }))).Is(HttpStatusCode.OK);
        return new(product.Id, sku, stock);
    }

    /// <summary>Keeps a line that a process wrote.</summary>
    protected void Keep(string? line)
    {
        lock (_output)
        {
            _output.Enqueue(line ?? "");
            while (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }
    }

    /// <summary>Where the built program is.</summary>
    protected static string Program { get; } = Built("Cartwright", isPublished: true);

    /// <summary>The path of a program of this build: from artifacts/bin/FaultRuns/release to its own folder.</summary>
    /// <param name="name">The name of its project.</param>
    /// <param name="isPublished">Whether what is built for release is published too.</param>
    protected static string Built(string name, bool isPublished)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        var kind = isPublished && configuration == "release" ? "publish" : "bin";
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", kind, name, configuration, name));
    }

    async Task<bool> IsHealthyAsync() => await WithRetries.TryAsync(() => Anybody.GetJsonAsync("/health")) is { Status: HttpStatusCode.OK };

    async Task<HttpClient> LogInAsync(string email, string password)
    {
        var login = (await WithRetries.AskAsync(() => Anybody.PostJsonAsync("/api/auth/login", new { email, password }))).Is(HttpStatusCode.OK);
        return Client(gateways, login.Json.GetProperty("accessToken").GetString());
    }

    static HttpClient Client(RoundRobin gateways, string? token)
    {
        var client = gateways.Client(token);
        client.Timeout = TimeSpan.FromSeconds(30);
        return client;
    }
}
