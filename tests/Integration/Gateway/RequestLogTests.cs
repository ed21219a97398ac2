using Cartwright.Platform.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;

namespace Cartwright.Tests.GatewayService;

public sealed class RequestLogTests
{
    const int Restarts = 6;

    [Fact]
    public async Task Instances_that_share_a_folder_drop_old_files_of_their_own_only()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        var ports = PortRange.Take();
        await using (var steady = await StartAsync(folder, ports))
        {
            await WriteAsync(folder, ports);
            for (var i = 0; i < Restarts; i++)
            {
                await using var other = await StartAsync(folder, ports + 1);
                await WriteAsync(folder, ports + 1);
                await other.StopAsync(TestContext.Current.CancellationToken);
            }

            Assert.Single(Files(folder, ports));
            Assert.InRange(Files(folder, ports + 1).Count, 1, 4);
            await steady.StopAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }

    static async Task WriteAsync(string folder, int port)
    {
        var before = Files(folder, port);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await client.GetJsonAsync("/health");
        await Eventually.TrueAsync(() => Task.FromResult(Files(folder, port).Except(before).Any()), () => "The request is not written down.");
    }

    static HashSet<string> Files(string folder, int port) =>
        Directory.Exists(Path.Combine(folder, "logs")) ? [.. Directory.GetFiles(Path.Combine(folder, "logs"), $"requests-{port}-*.log")] : [];

    static async Task<WebApplication> StartAsync(string folder, int port)
    {
        var app = ServiceHost.Build(
            new Cartwright.Gateway.GatewayService(), GatewayAlone.Environment(new($"http://127.0.0.1:{port}"), folder, [], ShutdownPlan.AtOnce));
        await app.StartAsync();
        return app;
    }
}
