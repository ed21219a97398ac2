using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>An order that was answered with 201.</summary>
/// <param name="Key">The idempotency key of its request.</param>
/// <param name="Body">The body of its request.</param>
/// <param name="Id">The id in the answer.</param>
/// <param name="Items">What was ordered.</param>
/// <param name="Cancelled">Whether the shop agreed to cancel it.</param>
public sealed record Placed(string Key, object Body, Guid Id, IReadOnlyList<(string Sku, int Quantity)> Items, bool Cancelled);

/// <summary>
/// A customer who orders again and again, whatever happens to the shop: a request that was not answered, or answered by 502, 503 or 504, is sent
/// again with the same key until it is. Any other answer is a surprise, and so is none for a long time.
/// </summary>
/// <param name="client">The customer, signed in.</param>
/// <param name="products">What there is to order.</param>
/// <param name="seed">Decides what is ordered, and how.</param>
public sealed class Shopper(HttpClient client, IReadOnlyList<Product> products, int seed) : IDisposable
{
    /// <summary>Means of payment of the simulated provider: most pay, some are declined, fail at first, or are slow.</summary>
    static readonly string[] Usual = ["tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_error_once", "tok_slow"];

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    readonly Random _random = new(seed);
    int _repetitions;

    /// <summary>The customer, signed in.</summary>
    public HttpClient Client => client;

    /// <summary>What the shop promised.</summary>
    public ConcurrentQueue<Placed> Orders { get; } = new();

    /// <summary>Answers that no customer should see.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>The shortest time from one order to the next, and from an outage to the next attempt.</summary>
    public TimeSpan Pace { get; init; } = WithRetries.Pause;

    /// <summary>The means of payment; each order takes one at random.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = Usual;

    /// <summary>How often a request had to be sent again.</summary>
    public int Repetitions => _repetitions;

    /// <summary>Orders until told to stop, then sees the last order through.</summary>
    public async Task ShopAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            await OrderAsync();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Places one order for a unit of the first product, paid without trouble, and waits until it is confirmed.</summary>
    public async Task<JsonElement> OrderAndWaitAsync() => await UntilConfirmedAsync(await OrderOneAsync(), ProcessFaults.Timeout);

    /// <summary>Places one order for a unit of the first product, paid without trouble.</summary>
    public Task<Guid> OrderOneAsync() => PlaceAsync([(products[0].Sku, 1)], "tok_ok", clicks: 1, mayCancel: false);

    /// <summary>Waits until an order is confirmed, whatever happens to the shop meanwhile.</summary>
    public async Task<JsonElement> UntilConfirmedAsync(Guid id, TimeSpan timeout)
    {
        Answer? answer = null;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Poll);
        while (!IsConfirmed(answer = await TryGetAsync($"/api/orders/{id}")))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < timeout, $"The order is {answer?.Body}");
            await timer.WaitForNextTickAsync();
        }

        return answer!.Json;
    }

    /// <summary>The id under which the shop knows an order.</summary>
    public async Task<Guid> FindAsync(Placed order) => (await UntilAnsweredAsync(HttpMethod.Get, $"/api/orders/{order.Id}", null, null, HttpStatusCode.OK)).Id;

    /// <summary>Sends the request of an order once more.</summary>
    /// <returns>The id in the answer.</returns>
    public async Task<Guid> RepeatAsync(Placed order) => (await RequestOrderAsync(order.Body, order.Key)).Id;

    static bool IsConfirmed(Answer? answer) =>
        answer is { Status: HttpStatusCode.OK } && answer.Json.GetProperty("status").GetString() is "confirmed" or "shipped" or "delivered";

    // Some change their mind at once, some click twice.
    Task<Guid> OrderAsync() => PlaceAsync(
        [.. products.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3)).Select(p => (p.Sku, _random.Next(1, 3)))],
        Tokens[_random.Next(Tokens.Count)],
        clicks: _random.Next(5) == 0 ? 2 : 1,
        mayCancel: _random.Next(8) == 0);

    async Task<Guid> PlaceAsync(IReadOnlyList<(string Sku, int Quantity)> items, string token, int clicks, bool mayCancel)
    {
        var body = new
        {
            items = items.Select(i => new { sku = i.Sku, quantity = i.Quantity }).ToList(),
            shippingAddress = new { street = "Main Street 1", city = "Berlin", state = "", zipCode = "10115", country = "DE" },
            payment = new { method = "card", token },
        };
        var key = $"{seed}-{Orders.Count}";
        var answers = await Task.WhenAll(Enumerable.Range(0, clicks).Select(_ => RequestOrderAsync(body, key)));
        if (answers.DistinctBy(a => a.Id).Count() > 1)
        {
            Surprises.Enqueue($"Key {key} made the orders {string.Join(" and ", answers.Select(a => a.Id))}.");
        }

        var id = answers[0].Id;
        var cancelled = mayCancel
            && (await UntilAnsweredAsync(HttpMethod.Post, $"/api/orders/{id}/cancel", null, null, HttpStatusCode.OK, HttpStatusCode.Conflict)).Status == HttpStatusCode.OK;
        Orders.Enqueue(new(key, body, id, items, cancelled));
        return id;
    }

    Task<Answer> RequestOrderAsync(object body, string key) => UntilAnsweredAsync(HttpMethod.Post, "/api/orders", body, key, HttpStatusCode.Created);

    async Task<Answer> UntilAnsweredAsync(HttpMethod method, string path, object? body, string? key, params HttpStatusCode[] expected)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pace);
        Answer? answer = null;
        while (Stopwatch.GetElapsedTime(started) < ProcessFaults.Timeout)
        {
            if ((answer = await TryAsync(method, path, body, key)) is not null)
            {
                if (expected.Contains(answer.Status))
                {
                    return answer;
                }

                if (!WithRetries.IsOutage(answer))
                {
                    Surprises.Enqueue($"{path} was answered by {(int)answer.Status} {answer.Body}");
                }
            }

            Interlocked.Increment(ref _repetitions);
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"{path} was not answered as it should be for {ProcessFaults.Timeout.TotalMinutes} minutes, at last by {answer?.Status} {answer?.Body}");
    }

    Task<Answer?> TryGetAsync(string path) => TryAsync(HttpMethod.Get, path, null, null);

    Task<Answer?> TryAsync(HttpMethod method, string path, object? body, string? key) =>
        WithRetries.TryAsync(() => method == HttpMethod.Get ? client.GetJsonAsync(path) : client.PostJsonAsync(path, body, key));
}
