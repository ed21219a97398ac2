using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cartwright.Bench;

/// <summary>How fast the shop searches a large catalog, with the counts of eight facets, beside a server that answers the same bytes without searching.</summary>
/// <param name="Products">The products that were added for it.</param>
/// <param name="Loading">From the first one to the moment at which all were found.</param>
/// <param name="SameBytes">A server that answers the bytes of one answer.</param>
/// <param name="Closed">Searches of as many clients as there are connections.</param>
/// <param name="Alone">Searches of one client.</param>
/// <param name="Open">Searches that arrive at random, half as many as the shop takes.</param>
/// <param name="Cached">The same searches again and again, which are answered from caches.</param>
/// <param name="Suggest">Suggestions that arrive at random while nothing else happens.</param>
/// <param name="Memory">The shop afterwards.</param>
internal sealed record SearchMeasurement(
    int Products, TimeSpan Loading, Measurement SameBytes, Measurement Closed, Measurement Alone, Measurement Open, Measurement Cached, Measurement Suggest, MemoryUse Memory)
{
    const int Seed = 13;
    const double SuggestionsPerSecond = 50;
    const int PrefixMin = 2;
    const int PrefixMax = 6;
    static readonly TimeSpan IndexTimeout = TimeSpan.FromMinutes(30);
    static readonly TimeSpan IndexPoll = TimeSpan.FromMilliseconds(500);

    /// <summary>All runs.</summary>
    public IReadOnlyList<Measurement> All => [SameBytes, Closed, Alone, Open, Cached, Suggest];

    /// <summary>Adds the products and searches them.</summary>
    public static async Task<SearchMeasurement> MeasureAsync(
        PrivateShop shop, ShopApi api, BenchOptions options, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var administrator = await api.LogInAsync(PrivateShop.AdministratorEmail, shop.AdministratorPassword, cancellationToken);
        await SearchedCatalog.AddAsync(api, administrator, options.Products, cancellationToken);
        await WaitUntilFoundAsync(shop, api, options.Products, cancellationToken);
        var loading = Stopwatch.GetElapsedTime(start);

        // Term by term with another selection each time: 40 terms and 5 selections have no common rhythm in this order.
        string[] paths =
        [
            .. from selection in SearchedCatalog.Selections from term in SearchedCatalog.Terms
               select $"/api/products/search?q={term}{selection}",
        ];
        var body = Encoding.UTF8.GetBytes((await api.GetAsync(paths[0], cancellationToken)).GetRawText());
        var same = await KestrelLimit.MeasureBytesAsync(body, options.Clients, options.WarmUp, options.Duration, folder, cancellationToken);

        var runs = 0;
        await ClosedLoop.RunAsync(shop.Gateway, UncachedSearches.ForClients(paths, options.Clients, runs++), options.ShopWarmUp, cancellationToken);
        var closed = await RunAsync("search, every answer computed", options.Clients, scripts => ClosedLoop.RunAsync(shop.Gateway, scripts, options.Duration, cancellationToken));
        var alone = await RunAsync("search, one at a time", 1, scripts => ClosedLoop.RunAsync(shop.Gateway, scripts, options.Duration, cancellationToken));
        var perSecond = Math.Max(1, closed.PerSecond / 2);
        var open = await RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"search, {perSecond:0} arriving per s"), options.Clients,
            scripts => OpenLoop.RunAsync(shop.Gateway, scripts, OpenLoop.Arrivals(perSecond, options.Duration, Seed), cancellationToken));
        var cached = await RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"search, {paths.Length} repeated answers"), options.Clients,
            _ => ClosedLoop.RunAsync(shop.Gateway, RepeatedRequests.ForClients([.. paths.Select(RequestText.Get)], options.Clients), options.Duration, cancellationToken));
        var suggest = await RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"suggest, {SuggestionsPerSecond:0} arriving per s"), options.Clients,
            _ => OpenLoop.RunAsync(
                shop.Gateway, RepeatedRequests.ForClients([.. Prefixes().Select(RequestText.Get)], options.Clients),
                OpenLoop.Arrivals(SuggestionsPerSecond, options.Duration, Seed), cancellationToken));
        return new(options.Products, loading, same, closed, alone, open, cached, suggest, MemoryUse.Of(shop.Pid).Server);

        async Task<Measurement> RunAsync(string name, int clients, Func<IReadOnlyCollection<IClientScript>, Task<LoadResult>> run)
        {
            var before = CpuTimes.Read(shop.Pid);
            var result = await run(UncachedSearches.ForClients(paths, clients, runs++));
            return Measurement.Of(name, clients, result, CpuTimes.Read(shop.Pid).Since(before));
        }
    }

    // What a customer types of a word, letter by letter; so many that caches have few of them.
    static IEnumerable<string> Prefixes() =>
        from word in SearchedCatalog.Vocabulary
        from length in Enumerable.Range(PrefixMin, PrefixMax - PrefixMin + 1)
        where length <= word.Length
        select $"/api/products/suggest?q={word[..length]}";

    static async Task WaitUntilFoundAsync(PrivateShop shop, ShopApi api, int products, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(IndexTimeout);
        while (true)
        {
            // A token lives for less than a large index takes.
            var administrator = await api.LogInAsync(PrivateShop.AdministratorEmail, shop.AdministratorPassword, timeout.Token);
            var indexes = (await api.SendAsync(HttpMethod.Get, "/api/products/search/indexes", administrator, null, timeout.Token)).GetProperty("items").EnumerateArray().ToList();
            if (indexes.Count > 0 && indexes.All(i => i.GetProperty("state").GetString() == "current" && i.GetProperty("products").GetInt32() >= products)) return;
            await Task.Delay(IndexPoll, timeout.Token);
        }
    }
}
