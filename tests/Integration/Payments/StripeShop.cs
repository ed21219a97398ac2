using System.Net;
using Cartwright.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Stripe;

namespace Cartwright.Tests.PaymentsService;

/// <summary>A shop whose cards are paid through Stripe, which simulators outside of the shop play: they can be stopped and started again.</summary>
public class StripeShop : TestShop
{
    /// <summary>The secret key of the account.</summary>
    public const string SecretKey = "sk_test_of_this_shop";

    /// <summary>The secret that Stripe signs with.</summary>
    public const string WebhookSecret = "whsec_of_this_shop";

    /// <summary>The one before.</summary>
    public const string PreviousWebhookSecret = "whsec_of_last_year";

    /// <summary>Where the shop gets its webhooks.</summary>
    public const string WebhookPath = "/api/payments/webhooks/stripe";

    readonly int _port;
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    Hosting.Shop? _stripe;
    Uri? _webhook;

    public StripeShop() : this(PortRange.Take())
    {
    }

    StripeShop(int port, params (string Key, string Value)[] settings)
        : base([
            ("Payments:Methods:card", "stripe"),
            ("Payments:Stripe:SecretKey", SecretKey),
            ("Payments:Stripe:Address", AddressOf(port)),
            ("Payments:Stripe:LookUpFor", "00:00:00"),
            ("Payments:Stripe:WebhookSecret", WebhookSecret),
            ("Payments:Stripe:PreviousWebhookSecret", PreviousWebhookSecret),
            ("Calls:stripe:AttemptTimeout", "00:00:02"),
            .. settings]) => _port = port;

    /// <summary>A shop with further settings.</summary>
    protected StripeShop(params (string Key, string Value)[] settings) : this(PortRange.Take(), settings)
    {
    }

    // Stripe's own client.
    StripeClient Stripe => new(new StripeClientOptions { ApiKey = SecretKey, ApiBase = AddressOf(_port) });

    public override async ValueTask InitializeAsync()
    {
        System.IO.File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        await StartStripeAsync();
        await base.InitializeAsync();
        _webhook = new(Gateway, WebhookPath);
        await Stripe.V1.WebhookEndpoints.CreateAsync(new() { Url = _webhook.ToString(), EnabledEvents = ["*"] });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await StopStripeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts Stripe, with the books that it had.</summary>
    public async Task StartStripeAsync() => _stripe = await Hosting.Shop.StartAsync(
        new()
        {
            DataFolder = _folder,
            Port = _port,
            Services = [.. ServiceRegistry.All.Where(s => s.Name == "simulators")],
            Configuration = Settings.Load(new Dictionary<string, string?>
            {
                ["Simulators:Stripe:SecretKey"] = SecretKey,
                ["Simulators:Stripe:WebhookSecret"] = WebhookSecret,
                ["Simulators:Stripe:WebhookUrl"] = _webhook?.ToString(),
                // Doubled, late, and in another order.
                ["Simulators:Stripe:WebhookCopies"] = "2",
                ["Simulators:Stripe:WebhookDelayMax"] = "00:00:01",
                ["Postgres:Settings:fsync"] = "off",
            }),
        },
        NullLoggerFactory.Instance,
        CancellationToken.None);

    /// <summary>Stops Stripe: nobody answers.</summary>
    public async Task StopStripeAsync()
    {
        if (_stripe is not null)
        {
            await _stripe.DisposeAsync();
            _stripe = null;
        }
    }

    /// <summary>The intents that Stripe has.</summary>
    public async Task<IReadOnlyList<PaymentIntent>> IntentsAsync() =>
        await Stripe.V1.PaymentIntents.ListAutoPagingAsync(new() { Limit = 100, Expand = ["data.latest_charge"] }).ToListAsync();

    /// <summary>The intents that Stripe has of an order.</summary>
    public async Task<IReadOnlyList<PaymentIntent>> IntentsAsync(Guid order) =>
        [.. (await IntentsAsync()).Where(intent => intent.Metadata["order"] == order.ToString())];

    /// <summary>Ends an authorization at Stripe, as Stripe does after seven days.</summary>
    public Task EndAsync(PaymentIntent intent) => Stripe.V1.PaymentIntents.CancelAsync(intent.Id);

    /// <summary>The refunds that Stripe has of an intent.</summary>
    public async Task<IReadOnlyList<Refund>> RefundsAsync(PaymentIntent intent) =>
        (await Stripe.V1.Refunds.ListAsync(new() { PaymentIntent = intent.Id })).Data;

    /// <summary>The payments of an order.</summary>
    public static async Task<IReadOnlyList<System.Text.Json.JsonElement>> PaymentsAsync(HttpClient client, Guid order) =>
        [.. (await client.GetJsonAsync($"/api/payments?orderId={order}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    static string AddressOf(int port) => $"http://127.0.0.1:{port + ServiceRegistry.All.Single(s => s.Name == "simulators").PortOffset}/stripe";
}

/// <summary>The tests that share a shop with Stripe, one after another.</summary>
[TakesLong]
[CollectionDefinition(nameof(StripeShop))]
public sealed class SharedStripeShop : ICollectionFixture<StripeShop>;

/// <summary>One that captures when it sends.</summary>
public sealed class StripeShopThatCapturesOnShipment() : StripeShop(("Payments:CaptureOn", "Shipment"));
