using System.Collections.Concurrent;
using System.Net;
using Cartwright.Platform.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cartwright.Tests.GatewayService;

public sealed class RollingRestartTests
{
    const int Clients = 8;
    static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    readonly int _ports = PortRange.Take();

    [Fact]
    public async Task No_request_is_lost_while_all_instances_are_restarted_one_after_another()
    {
        var instances = new[] { await StartAsync(0), await StartAsync(1) };
        await using var gateway = await GatewayAlone.StartAsync(Address(0), Address(1));
        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentBag<string>();
        var customers = Enumerable.Range(0, Clients).Select(_ => AskAsync(gateway.Client, failures, enough.Token)).ToList();

        for (var i = 0; i < instances.Length; i++)
        {
            await instances[i].StopAsync(TestContext.Current.CancellationToken);
            await instances[i].DisposeAsync();
            instances[i] = await StartAsync(i);
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(customers)).Sum();
        Assert.Empty(failures);
        Assert.True(answers > instances.Length * Clients, $"{answers} answers only");
        await Task.WhenAll(instances.Select(instance => instance.StopAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Who_is_about_to_stop_says_so_and_goes_on_serving_until_somebody_is_in_a_hurry()
    {
        using var hurry = new CancellationTokenSource();
        await using var instance = await StartAsync(0, new ShutdownPlan(TimeSpan.FromMinutes(5), hurry.Token));
        using var client = new HttpClient { BaseAddress = Address(0) };
        (await client.GetJsonAsync("/health/ready")).Is(HttpStatusCode.OK);

        var stop = instance.StopAsync(TestContext.Current.CancellationToken);

        (await client.GetJsonAsync("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        var answer = (await client.PostJsonAsync("/api/inventory/1", new { units = 1 })).Is(HttpStatusCode.OK);
        Assert.True(answer.Response.Headers.ConnectionClose);
        Assert.False(stop.IsCompleted);

        await hurry.CancelAsync();
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    static async Task<int> AskAsync(HttpClient gateway, ConcurrentBag<string> failures, CancellationToken enough)
    {
        var answers = 0;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                var answer = answers++ % 2 == 0 ? await gateway.GetJsonAsync("/api/inventory/1") : await gateway.PostJsonAsync("/api/inventory/1", new { units = 1 });
                if (answer.Status != HttpStatusCode.OK)
                {
                    failures.Add($"{(int)answer.Status} {answer.Body}");
                }
            }
            catch (HttpRequestException error)
            {
                failures.Add(error.Message);
            }
        }

        return answers;
    }

    Uri Address(int instance) => new($"http://127.0.0.1:{_ports + instance}");

    Task<WebApplication> StartAsync(int instance) => StartAsync(instance, new ShutdownPlan(Drain, CancellationToken.None));

    async Task<WebApplication> StartAsync(int instance, ShutdownPlan shutdown)
    {
        var app = ServiceHost.Build(
            new Stock(), GatewayAlone.Environment(Address(instance), Path.GetTempPath(), [Address(0), Address(1)], shutdown));
        await app.StartAsync();
        return app;
    }

    /// <summary>A service that answers everything.</summary>
    sealed class Stock : IService
    {
        public string Name => "inventory";

        public void Configure(ServiceSetup setup)
        {
        }

        public void Map(WebApplication app) =>
            app.Map("/api/inventory/{**rest}", static (HttpContext context) => context.Response.WriteAsync("enough")).AllowAnonymous();
    }
}
