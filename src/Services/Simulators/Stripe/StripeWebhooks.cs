using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Cartwright.Platform.Clients;
using Microsoft.Extensions.Options;

namespace Cartwright.Simulators;

/// <summary>
/// Sends what changes at the simulated Stripe as signed webhooks (https://docs.stripe.com/webhooks), on demand several times and in another order. What cannot
/// be delivered is tried a few times; it is kept in memory, and lost when there is too much of it.
/// </summary>
internal sealed class StripeWebhooks(IOptions<SimulatedStripeOptions> options, TimeProvider time) : BackgroundService
{
    const int EventsMax = 10_000;
    const int AttemptsMax = 5;
    const int SendersMax = 16;

    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    readonly Channel<string> _events = Channel.CreateBounded<string>(new BoundedChannelOptions(EventsMax) { FullMode = BoundedChannelFullMode.DropWrite });

    readonly HttpClient _client = new(OutgoingConnections.Create(OutgoingConnections.ConnectTimeoutDefault)) { Timeout = AnswerTimeout };

    Uri? _url = options.Value.WebhookUrl;

    /// <summary>Sends to another address from now on.</summary>
    public void SendTo(Uri url) => Volatile.Write(ref _url, url);

    /// <summary>Sends an event, some time.</summary>
    public void Send(StripeEvent happened)
    {
        if (Volatile.Read(ref _url) is null)
        {
            return;
        }

        var body = new JsonObject
        {
            ["id"] = StripeIntents.NewId("evt"),
            ["object"] = "event",
            ["api_version"] = null,
            ["created"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = happened.Object.DeepClone() },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = happened.Type,
        }.ToJsonString();
        for (var copy = 0; copy < options.Value.WebhookCopies; copy++)
        {
            _events.Writer.TryWrite(body);
        }
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, SendersMax).Select(_ => SendAsync(stoppingToken)));

    async Task SendAsync(CancellationToken stoppingToken)
    {
        await foreach (var body in _events.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(options.Value.WebhookDelayMax * Random.Shared.NextDouble(), time, stoppingToken);
            for (var attempt = 1; attempt <= AttemptsMax && !await IsTakenAsync(body, stoppingToken); attempt++)
            {
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    async Task<bool> IsTakenAsync(string body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Volatile.Read(ref _url))
            {
                Content = new StringContent(body, new MediaTypeHeaderValue("application/json", "utf-8")),
                Headers = { { "Stripe-Signature", Sign(body) } },
            };
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    string Sign(string body)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.WebhookSecret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(signature)}";
    }
}
