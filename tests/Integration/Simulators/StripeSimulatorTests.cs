using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cartwright.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Integration.Simulators;

/// <summary>The protocol of the simulated Stripe, as Stripe documents it.</summary>
public sealed class StripeSimulatorTests : IAsyncLifetime
{
    const string Key = "sk_test_simulated";

    static readonly (string, string)[] Card =
    [
        ("amount", "1099"), ("currency", "eur"), ("payment_method", "pm_card_visa"), ("confirm", "true"), ("metadata[order]", "6735"),
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    Shop? _shop;
    HttpClient? _http;

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _shop = await Shop.StartAsync(
            new()
            {
                DataFolder = _folder,
                Port = PortRange.Take(),
                Services = [.. ServiceRegistry.All.Where(s => s.Name == "simulators")],
                Configuration = Settings.Load(),
            },
            NullLoggerFactory.Instance,
            CancellationToken.None);
        _http = new() { BaseAddress = _shop.Options.Address(_shop.Options.Services[0]), DefaultRequestHeaders = { Authorization = new("Bearer", Key) } };
    }

    public async ValueTask DisposeAsync()
    {
        _http!.Dispose();
        await _shop!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Objects_have_the_members_that_Stripe_publishes()
    {
        var intent = (await PostAsync("payment_intents", Card)).Json;
        Assert.Equal(
            ("payment_intent", "succeeded", 1099, 1099, "6735"),
            (Text(intent, "object"), Text(intent, "status"), intent.GetProperty("amount").GetInt64(), intent.GetProperty("amount_received").GetInt64(),
                Text(intent.GetProperty("metadata"), "order")));
        Assert.StartsWith("pi_", Text(intent, "id"), StringComparison.Ordinal);
        Assert.StartsWith("ch_", Text(intent, "latest_charge"), StringComparison.Ordinal);
        Has(intent, "amount_capturable canceled_at capture_method client_secret confirmation_method created last_payment_error livemode next_action payment_method");

        var refund = (await PostAsync("refunds", [("payment_intent", Text(intent, "id")!), ("amount", "99")])).Json;
        Assert.Equal(("refund", "succeeded", 99), (Text(refund, "object"), Text(refund, "status"), refund.GetProperty("amount").GetInt64()));
        Has(refund, "balance_transaction charge created currency destination_details metadata payment_intent reason receipt_number");
    }

    [Fact]
    public async Task The_same_key_gets_the_first_answer_and_refuses_other_parameters()
    {
        var first = await PostAsync("payment_intents", Card, "k1");
        var again = await PostAsync("payment_intents", Card, "k1");
        Assert.Equal(first.Json.ToString(), again.Json.ToString());
        Assert.Equal((false, true), (IsReplayed(first), IsReplayed(again)));

        var other = await PostAsync("payment_intents", [.. Card, ("description", "x")], "k1");
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.Status, Text(other.Json.GetProperty("error"), "type")));

        // A failure is saved, whatever became of the request.
        (string, string)[] failing = [.. Card.Where(p => p.Item1 != "payment_method"), ("payment_method", "pm_sim_error_after")];
        Assert.Equal((HttpStatusCode.InternalServerError, false), StatusOf(await PostAsync("payment_intents", failing, "k2")));
        Assert.Equal((HttpStatusCode.InternalServerError, true), StatusOf(await PostAsync("payment_intents", failing, "k2")));

        // Parameters that make no sense are not.
        Assert.Equal((HttpStatusCode.BadRequest, false), StatusOf(await PostAsync("payment_intents", [("amount", "0")], "k3")));
        Assert.Equal((HttpStatusCode.OK, false), StatusOf(await PostAsync("payment_intents", Card, "k3")));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("payment_intents", Card, new string('k', 256))).Status);
    }

    [Fact]
    public async Task Errors_have_a_type_a_code_and_the_intent()
    {
        (string, string)[] declined = [.. Card.Where(p => p.Item1 != "payment_method"), ("payment_method", "pm_card_visa_chargeDeclinedInsufficientFunds")];
        var error = (await PostAsync("payment_intents", declined)).Json.GetProperty("error");
        Assert.Equal(
            ("card_error", "card_declined", "insufficient_funds", "requires_payment_method"),
            (Text(error, "type"), Text(error, "code"), Text(error, "decline_code"), Text(error.GetProperty("payment_intent"), "status")));

        var succeeded = Text((await PostAsync("payment_intents", Card)).Json, "id");
        foreach (var request in (string[])["capture", "cancel", "confirm"])
        {
            var refused = await PostAsync($"payment_intents/{succeeded}/{request}", []);
            Assert.Equal((HttpStatusCode.BadRequest, "payment_intent_unexpected_state"), (refused.Status, Text(refused.Json.GetProperty("error"), "code")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("payment_intents/pi_none/cancel", [])).Status);
        _http!.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_of_somebody");
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("payment_intents", Card)).Status);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Key + ":")));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("payment_intents", Card)).Status);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page_newest_first()
    {
        var made = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            made.Insert(0, Text((await PostAsync("payment_intents", Card)).Json, "id"));
        }

        var read = new List<string?>();
        bool hasMore;
        do
        {
            var after = read.Count == 0 ? "" : $"&starting_after={read[^1]}";
            var page = JsonSerializer.Deserialize<JsonElement>(
                await _http!.GetStringAsync($"/stripe/v1/payment_intents?limit=2{after}", TestContext.Current.CancellationToken));
            read.AddRange(page.GetProperty("data").EnumerateArray().Select(intent => Text(intent, "id")));
            hasMore = page.GetProperty("has_more").GetBoolean();
        }
        while (hasMore && read.Count < made.Count);

        Assert.Equal(made, read);
        Assert.False(hasMore);
    }

    async Task<(HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Json)> PostAsync(
        string path, IEnumerable<(string Name, string Value)> parameters, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/stripe/v1/{path}")
        {
            Content = new FormUrlEncodedContent(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _http!.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    static (HttpStatusCode Status, bool IsReplayed) StatusOf((HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Json) answer) =>
        (answer.Status, IsReplayed(answer));

    static bool IsReplayed((HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Json) answer) => answer.Headers.Contains("Idempotent-Replayed");

    static void Has(JsonElement element, string members) =>
        Assert.All(members.Split(' '), member => Assert.True(element.TryGetProperty(member, out _), member));

    static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
