using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>Works in the warehouse while customers order: dispatches some of the shipments that are ready, and says that some have arrived.</summary>
/// <param name="client">A member of staff, signed in.</param>
/// <param name="seed">Decides which shipments come first.</param>
public sealed class Packer(HttpClient client, int seed) : IDisposable
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    readonly Random _random = new(seed);

    /// <summary>How many shipments were dispatched, and how many arrived.</summary>
    public (int Dispatched, int Delivered) Count { get; private set; }

    /// <summary>Packs until told to stop.</summary>
    public async Task PackAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            Count = (Count.Dispatched + await ChangeSomeAsync("ready", "dispatch", new { }), Count.Delivered + await ChangeSomeAsync("dispatched", "deliver", null));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public void Dispose() => client.Dispose();

    // A repeated request changes nothing, and an order may be cancelled meanwhile.
    async Task<int> ChangeSomeAsync(string status, string action, object? body)
    {
        var page = (await WithRetries.AskAsync(() => client.GetJsonAsync($"/api/shipments?status={status}&limit=20"))).Is(HttpStatusCode.OK).Json;
        var changed = 0;
        foreach (var shipment in page.GetProperty("items").EnumerateArray().Where(_ => _random.Next(3) == 0))
        {
            var answer = await WithRetries.AskAsync(() => client.PostJsonAsync($"/api/shipments/{shipment.GetProperty("id").GetGuid()}/{action}", body));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{action} was answered by {(int)answer.Status} {answer.Body}");
            changed += answer.Status == HttpStatusCode.OK ? 1 : 0;
        }

        return changed;
    }
}
