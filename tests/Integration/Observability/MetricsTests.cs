using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Telemetry;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Observability;

/// <summary>
/// A shop of its own, alone: meters belong to the process, and when another shop of these tests ends, the figures of services of the same names end with it.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class MetricsTests(MeasuredShop shop) : IClassFixture<MeasuredShop>
{
    [Fact]
    public async Task An_order_shows_in_the_figures_of_the_shop_and_of_its_events()
    {
        var product = await shop.ProductAsync(price: 100m);
        using var customer = await shop.CustomerAsync();
        var before = await Scrape.OfAsync(shop);

        var order = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(order.Id, "confirmed");
        Assert.Equal("clean", await shop.AuditAsync());

        var total = (double)order.Json.GetProperty("total").GetDecimal();
        await UntilAsync(after =>
        {
            double Grown(string name, params string[] labels) => after.Sum(name, labels) - before.Sum(name, labels);
            return Grown("cartwright_orders_total", "service=\"orders\"", "status=\"placed\"") >= 1
                && Grown("cartwright_orders_total", "status=\"confirmed\"") >= 1
                && Grown("cartwright_orders_amount_total", "status=\"confirmed\"", "currency=\"EUR\"") >= total
                && Grown("cartwright_payments_total", "service=\"payments\"", "outcome=\"completed\"") >= 1
                && Grown("cartwright_reservations_total", "service=\"inventory\"", "outcome=\"taken\"") >= 1
                && Grown("cartwright_events_published_total", "service=\"orders\"", "event=\"order.created\"") >= 1
                && Grown("cartwright_events_handled_total", "service=\"inventory\"", "event=\"order.created\"") >= 1
                && Grown("cartwright_events_lag_seconds_count", "service=\"inventory\"", "event=\"order.created\"") >= 1
                && Grown("http_server_request_duration_seconds_count", "service=\"orders\"", "http_request_method=\"POST\"") >= 1;
        });
    }

    [Fact]
    public async Task What_waits_is_told_by_every_service_that_keeps_data()
    {
        await UntilAsync(scrape => ServiceRegistry.All.Where(s => s.HasDatabase).All(s =>
            scrape.Series.Contains($"cartwright_dead_letters{{service=\"{s.Name}\"}}") && scrape.Series.Contains($"cartwright_outbox_waiting{{service=\"{s.Name}\"}}")));
    }

    [Fact]
    public async Task No_series_is_shown_twice() => Assert.Empty((await Scrape.OfAsync(shop)).Series.CountBy(s => s).Where(s => s.Value > 1).Select(s => s.Key));

    // There is no broker between services that share a process.
    static readonly string[] OfTheBroker = ["cartwright_queue_messages"];

    [Fact]
    public async Task Every_instrument_of_ours_is_described_and_nothing_else_is()
    {
        // What carries the clients of the calls is made with the first of them.
        using var customer = await shop.CustomerAsync();
        await customer.OrderAsync((await shop.ProductAsync()).Sku, 1);
        var instruments = new Dictionary<string, string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Metering.MeterName)
                {
                    var type = TypeOf(instrument);
                    instruments[PrometheusText.Name(instrument.Name, instrument.Unit, type)] = type;
                }
            },
        };
        listener.Start();
        var page = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "metrics.md"), TestContext.Current.CancellationToken);
        var described = Row().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["type"].Value);

        Array.ForEach(OfTheBroker, name => instruments[name] = "gauge");
        Assert.Equal(instruments.OrderBy(i => i.Key, StringComparer.Ordinal), described.OrderBy(d => d.Key, StringComparer.Ordinal));
        var shown = (await Scrape.OfAsync(shop)).Families.Where(f => f.Key.StartsWith("cartwright_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, family => Assert.Equal(family.Value, described[family.Key]));
    }

    async Task UntilAsync(Func<Scrape, bool> condition)
    {
        Scrape? scrape = null;
        await Eventually.TrueAsync(
            async () => condition(scrape = await Scrape.OfAsync(shop)),
            () => string.Join('\n', scrape!.Series.Where(l => l.StartsWith("cartwright_", StringComparison.Ordinal))));
    }

    static string TypeOf(Instrument instrument) =>
        instrument.GetType().Name is var name && name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
        : name.StartsWith("Counter", StringComparison.Ordinal) || name.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
        : "gauge";

    static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Cartwright.slnx")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    [GeneratedRegex(@"^\| `(?<name>cartwright_[a-z_]+)` \| (?<type>[a-z]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

/// <summary>The shop whose figures are looked at.</summary>
public sealed class MeasuredShop() : TestShop([]);
