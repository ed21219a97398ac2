using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>
/// Works in the warehouse while customers order: dispatches some of the shipments that are ready, says that some have arrived, and takes a unit of some of these
/// orders back.
/// </summary>
/// <param name="client">A member of staff, signed in.</param>
/// <param name="seed">Decides which shipments come first.</param>
public sealed class Packer(HttpClient client, int seed) : IDisposable
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    readonly Random _random = new(seed);
    readonly HashSet<Guid> _takenBack = [];

    /// <summary>How many shipments were dispatched, how many arrived, and how many returns were inspected.</summary>
    public (int Dispatched, int Delivered, int Returned) Count { get; private set; }

    /// <summary>Packs until told to stop.</summary>
    public async Task PackAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            Count = (
                Count.Dispatched + await ChangeSomeAsync("shipments", "ready", "dispatch", _ => new { }),
                Count.Delivered + await ChangeSomeAsync("shipments", "dispatched", "deliver"),
                Count.Returned + await ChangeSomeAsync("returns", "received", "inspect", Found));
            await ChangeSomeAsync("returns", "approved", "receive");
            await TakeSomeBackAsync();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public void Dispose() => client.Dispose();

    // All units are good.
    static object Found(JsonElement returned) => new
    {
        items = returned.GetProperty("items").EnumerateArray()
            .Select(item => new { sku = item.GetProperty("sku").GetString(), restocked = item.GetProperty("quantity").GetInt32(), scrapped = 0 }),
    };

    // A repeated request changes nothing, and an order may be cancelled meanwhile.
    async Task<int> ChangeSomeAsync(string kind, string status, string action, Func<JsonElement, object>? body = null)
    {
        var changed = 0;
        foreach (var found in (await ListAsync($"/api/{kind}?status={status}&limit=20")).Where(_ => _random.Next(3) == 0))
        {
            var answer = await WithRetries.AskAsync(() => client.PostJsonAsync($"/api/{kind}/{found.GetProperty("id").GetGuid()}/{action}", body?.Invoke(found)));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{action} was answered by {(int)answer.Status} {answer.Body}");
            changed += answer.Status == HttpStatusCode.OK ? 1 : 0;
        }

        return changed;
    }

    // An order has one return at most, because its key is always the same.
    async Task TakeSomeBackAsync()
    {
        foreach (var shipment in (await ListAsync("/api/shipments?status=delivered&limit=100")).Where(_ => _random.Next(10) == 0))
        {
            var order = shipment.GetProperty("orderId").GetGuid();
            if (_takenBack.Add(order))
            {
                var unit = new { sku = shipment.GetProperty("lines")[0].GetProperty("sku").GetString(), quantity = 1, reason = "unwanted" };
                var answer = await WithRetries.AskAsync(() => client.PostJsonAsync($"/api/orders/{order}/returns", new { items = new[] { unit } }, "back"));
                Assert.True(answer.Status is HttpStatusCode.Created, $"A return was answered by {(int)answer.Status} {answer.Body}");
            }
        }
    }

    async Task<IReadOnlyList<JsonElement>> ListAsync(string path) =>
        [.. (await WithRetries.AskAsync(() => client.GetJsonAsync(path))).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];
}
