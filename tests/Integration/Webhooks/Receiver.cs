using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Cartwright.Tests.Webhooks;

/// <summary>The server of a third party, and the webhook of the shop that leads to it. The shop of the tests is shared: it gets the events of other tests too.</summary>
public sealed class Receiver : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly HttpClient _admin;
    readonly Func<Received, Task<int>> _answer;
    readonly ConcurrentQueue<Received> _received = [];
    Guid _id;

    Receiver(HttpClient admin, Func<Received, Task<int>> answer)
    {
        (_admin, _answer) = (admin, answer);
        var port = PortRange.TakePort();
        Url = $"http://127.0.0.1:{port}/events";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>The secret of the webhook.</summary>
    public string Secret { get; private set; } = "";

    public string Path => $"/api/webhooks/{_id}";

    /// <summary>Starts it, and adds the webhook.</summary>
    /// <param name="admin">A member of staff.</param>
    /// <param name="events">What the webhook wants.</param>
    /// <param name="answer">The status for an event; 200 if it is missing.</param>
    public static async Task<Receiver> StartAsync(HttpClient admin, string[] events, Func<Received, Task<int>>? answer = null)
    {
        var receiver = new Receiver(admin, answer ?? (_ => Task.FromResult(200)));
        var created = (await admin.PostJsonAsync("/api/webhooks", new { url = receiver.Url, events })).Is(HttpStatusCode.Created);
        (receiver._id, receiver.Secret) = (created.Id, created.Json.GetProperty("secret").GetString()!);
        return receiver;
    }

    /// <summary>What came about an aggregate, in its order.</summary>
    public IReadOnlyList<Received> About(Guid aggregate) => [.. _received.Where(r => r.Body.Contains(aggregate.ToString(), StringComparison.Ordinal))];

    /// <summary>Waits until this has come about an aggregate: the types with the statuses that they were answered with.</summary>
    public Task GetsAsync(Guid aggregate, string expected, Func<Received, bool>? counts = null) =>
        Eventually.EqualAsync(expected, () => Task.FromResult(string.Join(", ", About(aggregate).Where(counts ?? (_ => true)))));

    /// <summary>The delivery of the first event about an aggregate in the log of the shop that has a type; null if there is none.</summary>
    public async Task<JsonElement?> DeliveryAsync(Guid aggregate, string type)
    {
        var cursor = "";
        do
        {
            var page = (await _admin.GetJsonAsync($"{Path}/deliveries?limit=100{cursor}")).Is(HttpStatusCode.OK).Json;
            foreach (var delivery in page.GetProperty("items").EnumerateArray())
            {
                if (delivery.GetProperty("aggregateId").GetGuid() == aggregate && delivery.GetProperty("type").GetString() == type)
                {
                    return delivery;
                }
            }

            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.SendAsync(HttpMethod.Delete, Path, null, request => request.Headers.TryAddWithoutValidation("If-Match", "*"));
        ((IDisposable)_listener).Dispose();
    }

    async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The test has ended.
            }
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var headers = new HeaderDictionary();
            foreach (var name in context.Request.Headers.AllKeys)
            {
                headers[name!] = context.Request.Headers[name];
            }

            var received = new Received(headers, await reader.ReadToEndAsync());
            received.Status = await _answer(received);
            _received.Enqueue(received);
            response.StatusCode = received.Status;
            response.OutputStream.Write(Encoding.UTF8.GetBytes($"answer {received.Status}"));
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The sender has hung up, or the test has ended.
        }
    }
}

/// <summary>A request that a receiver got.</summary>
public sealed record Received(IHeaderDictionary Headers, string Body)
{
    /// <summary>What it was answered with.</summary>
    public int Status { get; set; }

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => Json.GetProperty("type").GetString()!;

    public string Id => Headers["webhook-id"].ToString();

    /// <summary>Has the reference library verify the signatures, each alone: of several it compares the first one only.</summary>
    /// <exception cref="WebhookVerificationException">None of them was made with the secret.</exception>
    public void Verify(string secret)
    {
        var signatures = Headers["webhook-signature"].ToString().Split(' ');
        for (var i = 0; i < signatures.Length; i++)
        {
            try
            {
                new StandardWebhook(secret).Verify(Body, new HeaderDictionary(new Dictionary<string, StringValues>(Headers) { ["webhook-signature"] = signatures[i] }));
                return;
            }
            catch (WebhookVerificationException) when (i < signatures.Length - 1)
            {
                // Another one may be.
            }
        }
    }

    public override string ToString() => $"{Type} {Status}";
}
