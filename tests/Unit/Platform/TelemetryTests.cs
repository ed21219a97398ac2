using System.Diagnostics.Metrics;
using System.Globalization;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Telemetry;

namespace Cartwright.Unit.Platform;

public sealed class TelemetryTests
{
    [Fact]
    public async Task An_instrument_has_so_many_series_and_what_is_more_is_counted_together()
    {
        using var telemetry = ProcessTelemetry.Start("test", new OtlpOptions());
        using var meters = new ServiceMeters("test");
        var counter = meters.Create(new MeterOptions(Metering.MeterName)).CreateCounter<long>("cartwright.test.things");

        for (var thing = 0; thing < 2000; thing++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("thing", thing.ToString(CultureInfo.InvariantCulture)));
        }

        var series = (await telemetry.ScrapeAsync(TestContext.Current.CancellationToken)).Split('\n')
            .Where(line => line.StartsWith("cartwright_test_things_total{", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(series.Count, 500, 501);
        Assert.Contains("otel_metric_overflow=\"true\"", series.Single(line => !line.Contains("thing=", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2000, series.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
    }
}
