using System.Diagnostics;
using System.Net;
using System.Text;
using Cartwright.Commands;
using Cartwright.Hosting;
using Cartwright.Platform.Telemetry;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Observability;

/// <summary>Where traces are sent they are recorded in the whole process, other shops of the tests included: these tests run alone.</summary>
[Collection(nameof(Alone))]
public sealed class OtlpTests
{
    [Fact]
    public async Task Where_a_collector_is_named_it_gets_the_traces_metrics_and_messages_of_the_shop()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cartwright-test-");
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var trace = ActivityTraceId.CreateRandom();
        using var loggers = CommonOptions.Logging(Settings.Load(new Dictionary<string, string?> { ["Otlp:Endpoint"] = collector.Address }));

        await using (var shop = await TestShop.StartAsync(folder.FullName, loggers, TestShop.Several, ("Otlp:Endpoint", collector.Address)))
        {
            using var client = shop.Client();
            // The client shares the process, so its calls are traced too: it continues the trace of its caller, which asks for no recording.
            using var caller = new Activity("caller").SetParentId(trace, ActivitySpanId.CreateRandom()).Start();
            var answer = await client.GetJsonAsync("/api/products?limit=1");
            answer.Is(HttpStatusCode.OK);
            loggers.CreateLogger("Cartwright.Test").LogWarning("A message for the collector.");
        }

        // What was not sent yet is sent at the end.
        loggers.Dispose();
        folder.Delete(recursive: true);
        Assert.True(collector.Has("traces", Id(trace), Text("GET /api/products"), Text("gateway"), Text("catalog")), "The request is not in the traces.");
        Assert.True(collector.Has("metrics", Text("http.server.request.duration"), Text("cartwright.commits")), "The metrics are not there.");
        Assert.True(collector.Has("logs", Text("A message for the collector.")), "The message is not there.");
    }

    [Theory]
    [InlineData("Otlp:Endpoint", "collector:4318", "Endpoint")]
    [InlineData("Otlp:SampleRatio", "1.5", "SampleRatio")]
    public void A_wrong_setting_is_told(string key, string value, string name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();

        var error = Assert.Throws<InvalidOperationException>(() => OtlpOptions.Read(configuration));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    static byte[] Id(ActivityTraceId trace) => Convert.FromHexString(trace.ToHexString());
}
