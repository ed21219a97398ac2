using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cartwright.Platform.Clients;
using Microsoft.Extensions.Options;

namespace Cartwright.Webhooks;

/// <summary>Sends deliveries: to public addresses only, unless a setting allows others, and without following redirects.</summary>
internal sealed class DeliveryClient : IDisposable
{
    const int AnswerMax = 1024;
    const string IdPrefix = "msg_";

    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    readonly HttpClient _client;
    readonly IOptions<WebhooksOptions> _options;
    readonly TimeProvider _time;

    public DeliveryClient(IOptions<WebhooksOptions> options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _client = new(OutgoingConnections.Create(ConnectTimeout, sockets =>
        {
            if (!options.Value.AllowPrivateAddresses)
            {
                sockets.ConnectCallback = PublicAddress.ConnectAsync;
            }
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Attempts a delivery. Whatever the server does is an outcome.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task<DeliveryAttempt> SendAsync(DeliveryTarget target, DueDelivery delivery, CancellationToken cancellationToken)
    {
        var (at, start) = (_time.GetUtcNow(), Stopwatch.GetTimestamp());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Value.Timeout);
        try
        {
            using var request = RequestOf(target, delivery, at);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return new(
                delivery, at, Stopwatch.GetElapsedTime(start), (int)response.StatusCode, ErrorOf((int)response.StatusCode), await AnswerAsync(response, timeout.Token),
                RetryAfterOf(response.Headers.RetryAfter, at));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(delivery, at, Stopwatch.GetElapsedTime(start), null, $"No answer came within {_options.Value.Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(delivery, at, Stopwatch.GetElapsedTime(start), null, Printable(error.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    static HttpRequestMessage RequestOf(DeliveryTarget target, DueDelivery delivery, DateTimeOffset at)
    {
        // The id is that of the event: it stays the same in all attempts.
        var (id, seconds) = ($"{IdPrefix}{delivery.EventId:N}", at.ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new StringContent(delivery.Payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")),
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Cartwright", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(target.Secrets, id, seconds, delivery.Payload));
        return request;
    }

    static string? ErrorOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "Redirects are not followed.",
        _ => "The server refused it.",
    };

    static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? header?.Date - now;

    // The rest is not read: the connection is closed if there is much of it.
    static async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[AnswerMax];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Printable(Encoding.UTF8.GetString(buffer, 0, length));
    }

    // PostgreSQL has no place for the character 0.
    static string Printable(string text) => (text.Length > AnswerMax ? text[..AnswerMax] : text).Replace('\0', ' ');
}
