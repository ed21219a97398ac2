namespace Cartwright.Bench;

/// <summary>How fast products are read through the gateway.</summary>
internal static class ReadMeasurement
{
    const int WordsMax = 200;

    /// <summary>Drives one product, a page of products and a search, one after another.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        PrivateShop shop, DemoCatalog catalog, BenchOptions options, CancellationToken cancellationToken)
    {
        (string Name, IEnumerable<string> Paths)[] kinds =
        [
            ("GET product by id", catalog.ProductIds.Select(id => $"/api/products/{id}")),
            ("GET 20 products", ["/api/products?limit=20"]),
            ("search", catalog.Words.Take(WordsMax).Select(word => $"/api/products/search?q={Uri.EscapeDataString(word)}")),
        ];
        var reads = kinds.Select(kind => (kind.Name, Scripts: RepeatedRequests.ForClients([.. kind.Paths.Select(RequestText.Get)], options.Clients))).ToList();
        foreach (var (_, scripts) in reads)
        {
            await ClosedLoop.RunAsync(shop.Gateway, scripts, options.ShopWarmUp / reads.Count, cancellationToken);
        }

        var measurements = new List<Measurement>();
        foreach (var (name, scripts) in reads)
        {
            await ClosedLoop.RunAsync(shop.Gateway, scripts, options.WarmUp, cancellationToken);
            var before = CpuTimes.Read(shop.Pid);
            var result = await ClosedLoop.RunAsync(shop.Gateway, scripts, options.Duration, cancellationToken);
            measurements.Add(Measurement.Of(name, options.Clients, result, CpuTimes.Read(shop.Pid).Since(before)));
        }
        return measurements;
    }
}
