using Cartwright.Platform.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.GatewayService;

public sealed class EventStreamTests
{
    const string Path = "/api/inventory/stream";

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_the_event_streams_that_it_forwards()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var service = builder.Build();
        service.Urls.Add($"http://127.0.0.1:{PortRange.TakePort()}");
        service.MapGet(Path, async (HttpContext context, CancellationToken gone) =>
        {
            context.Response.ContentType = "text/event-stream";
            using var pulse = new PeriodicTimer(TimeSpan.FromSeconds(1));
            do
            {
                await context.Response.WriteAsync("data: 1\n\n", gone);
                await context.Response.Body.FlushAsync(gone);
            }
            while (await pulse.WaitForNextTickAsync(gone));
        });
        await service.StartAsync(cancelled);
        // A stop may take ten minutes: one that waits for the stream takes longer than this test.
        var patient = new ShutdownPlan(TimeSpan.FromMinutes(10), Hurry: new(canceled: true));
        var gateway = await GatewayAlone.StartAsync(environment => environment with { Shutdown = patient }, new Uri(service.Urls.Single()));
        using var lines = new StreamReader(await gateway.Client.GetStreamAsync(Path, cancelled));
        Assert.Equal("data: 1", await lines.ReadLineAsync(cancelled));

        await gateway.StopAsync().WaitAsync(TimeSpan.FromMinutes(2), cancelled);

        await gateway.DisposeAsync();
    }
}
