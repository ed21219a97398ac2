using System.Net;
using Cartwright.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cartwright.Integration.Simulators;

/// <summary>The simulators as <c>run --services simulators</c> hosts them: without any other service.</summary>
public sealed class SimulatorsAloneTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;

    public ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Orders_are_read_and_another_process_of_the_system_knows_the_token()
    {
        string? token;
        await using (var shop = await StartAsync(("A:Password", "one"), ("A:Orders", "10"), ("B:Password", "two"), ("B:Orders", "20")))
        {
            using var client = Client(shop);
            var login = await client.PostJsonAsync("/auth", new { username = "B", password = "two" });
            token = login.Is(HttpStatusCode.OK).Json.GetProperty("token").GetString();
            (await client.PostJsonAsync("/auth", new { username = "demo", password = "demo-marketplace" })).Is(HttpStatusCode.Unauthorized);
        }

        await using var restarted = await StartAsync(("B:Password", "two"), ("B:Orders", "20"));
        using var again = Client(restarted);
        again.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal("""{"startIndex":1,"endIndex":20}""", (await again.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("A:Errors", "2", "Accounts:A: Errors")]
    [InlineData("A:LatencyMedianMs", "5000000", "Accounts:A: LatencyMedianMs")]
    [InlineData("A:Seed", "many", "Accounts:A:Seed")]
    [InlineData("B:Seed", "1", "Accounts:B: set its Password.")]
    [InlineData("a b:Password", "p", "Accounts:a b")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string key, string value, string named)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(async () => await (await StartAsync(("A:Password", "one"), (key, value))).DisposeAsync());

        Assert.True(error is OptionsValidationException or InvalidOperationException, error.ToString());
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    Task<Shop> StartAsync(params (string Key, string Value)[] accounts) => Shop.StartAsync(
        new()
        {
            DataFolder = _folder,
            Port = PortRange.Take(),
            Services = [.. ServiceRegistry.All.Where(s => s.Name == "simulators")],
            Configuration = Settings.Load(accounts.ToDictionary(a => $"Simulators:Marketplace:Accounts:{a.Key}", string? (a) => a.Value)),
        },
        NullLoggerFactory.Instance,
        CancellationToken.None);

    static HttpClient Client(Shop shop) => new() { BaseAddress = shop.Options.Address(shop.Options.Services[0]) };
}
