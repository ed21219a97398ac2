namespace Cartwright.Bench;

/// <summary>One run from the first start to the report: read this to see what is measured, and in which order.</summary>
internal sealed class BenchRun(BenchOptions options, DirectoryInfo folder)
{
    const int BodiesOfOrders = 1024;
    const int Seed = 7;
    static readonly int[] SmallerRuns = [1, 16];
    static readonly int[] OpenLoopPercents = [25, 50, 75];

    readonly Results _results = new() { Machine = MachineDescription.Of(folder) };

    /// <summary>Measures and reports.</summary>
    /// <returns>The exit code: 0, 1 when a request failed or an order was not confirmed, 2 when the shop could not be measured.</returns>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("The processes are measured through /proc, which only Linux has.");
        var folder = Directory.CreateTempSubdirectory("cartwright-bench-");
        // PostgreSQL does not run as root; the user it runs as instead has to get at its data.
        folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            var run = new BenchRun(options, folder);
            await run.MeasureAsync(cancellationToken);
            return await run.ReportAsync(cancellationToken);
        }
        catch (ShopFailedException failure)
        {
            Say(failure.Message);
            return 2;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (options.Includes(Part.Limits)) await MeasureLimitOfHttpAsync(cancellationToken);
        if (options.Includes(Part.Limits) && options.Postgres is { } connectionString)
        {
            await using var server = await PostgresServer.ConnectAsync(connectionString, cancellationToken);
            await MeasureLimitOfPostgresAsync(server, cancellationToken);
            if (options.Parts.Count == 1) return;
        }

        if (options.Includes(Part.Marketplace))
        {
            await MeasureMarketplaceAsync(cancellationToken);
            if (options.Parts.Count == 1) return;
        }

        if (options.Includes(Part.Imports))
        {
            await MeasureImportsAsync(cancellationToken);
            if (options.Parts.Count == 1) return;
        }

        await using var shop = PrivateShop.Prepare(options.Program, folder);
        await StartAsync(shop, cancellationToken);
        await using var postgres = await shop.ConnectToPostgresAsync(cancellationToken);
        if (options.Includes(Part.Limits) && options.Postgres is null) await MeasureLimitOfPostgresAsync(postgres, cancellationToken);

        using var api = new ShopApi(shop);
        if (options.Includes(Part.Reads)) await MeasureReadsAsync(shop, api, cancellationToken);
        if (options.Includes(Part.Orders)) await MeasureOrdersAsync(shop, api, postgres, cancellationToken);
        _results.MemoryAfterwards = MemoryUse.Of(shop.Pid).Server;
        if (options.Includes(Part.Hot))
        {
            Say("one SKU that everybody wants");
            await shop.WaitUntilFilledAsync(cancellationToken);
            _results.HotSku = await HotSkuMeasurement.MeasureAsync(shop, postgres, options.Clients, options.Duration, options.Quick, cancellationToken);
        }

        if (options.Includes(Part.Search))
        {
            Say($"searching {options.Products} more products");
            await shop.WaitUntilFilledAsync(cancellationToken);
            _results.Search = await SearchMeasurement.MeasureAsync(shop, api, options, folder, cancellationToken);
        }

        if (options.Includes(Part.Cluster))
        {
            await shop.StopAsync();
            await MeasureClusterAsync(cancellationToken);
        }
    }

    async Task MeasureMarketplaceAsync(CancellationToken cancellationToken)
    {
        Say("pages of the simulated marketplace");
        await using var simulators = await PrivateSimulators.StartAsync(options.Program, folder.CreateSubdirectory("simulators"), cancellationToken);
        _results.Marketplace = await MarketplaceMeasurement.MeasureAsync(simulators, options, cancellationToken);
    }

    async Task MeasureImportsAsync(CancellationToken cancellationToken)
    {
        Say("orders of a marketplace");
        await using var shop = PrivateShop.Prepare(options.Program, folder.CreateSubdirectory("imports"), isCluster: true, ImportMeasurement.Settings(options.Quick));
        await shop.StartAsync(cancellationToken);
        await shop.WaitUntilFilledAsync(cancellationToken);
        await using var postgres = await shop.ConnectToPostgresAsync(cancellationToken);
        using var api = new ShopApi(shop);
        _results.Imports = await ImportMeasurement.MeasureAsync(shop, postgres, api, options.Quick, cancellationToken);
    }

    async Task MeasureClusterAsync(CancellationToken cancellationToken)
    {
        Say("starting a process per service");
        await using var shop = PrivateShop.Prepare(options.Program, folder.CreateSubdirectory("cluster"), isCluster: true);
        await shop.StartAsync(cancellationToken);
        await using var postgres = await shop.ConnectToPostgresAsync(cancellationToken);
        using var api = new ShopApi(shop);
        var catalog = await shop.ReadCatalogAsync(api, cancellationToken);
        await catalog.RaiseStockAsync(api, await api.LogInAsync(PrivateShop.AdministratorEmail, shop.AdministratorPassword, cancellationToken), cancellationToken);
        var tokens = await Customers.RegisterAsync(api, options.Customers, cancellationToken);

        await using var ledger = OrderLedger.Open(postgres);
        var orders = new OrderMeasurement(shop, ledger, tokens, OrderPlacing.RenderBodies(catalog.Skus, BodiesOfOrders, Seed));
        Say("warming up");
        await orders.MeasureClosedLoopAsync(options.Clients, options.ShopWarmUp, cancellationToken);
        await postgres.ExecuteAsync("checkpoint", cancellationToken);
        Say($"orders of {options.Clients} clients");
        var closed = await orders.MeasureClosedLoopAsync(options.Clients, options.Duration, cancellationToken);
        Say($"orders arriving at 50 % of {closed.Confirmed.PerSecond:0} per second");
        var since = DateTime.UtcNow;
        var half = await orders.MeasureOpenLoopAsync(Math.Max(1, closed.Confirmed.PerSecond / 2), "50 %", options.Duration, cancellationToken);
        _results.Cluster = new(closed, half, await EventLag.ReadAsync(postgres, since, cancellationToken), MemoryUse.Of(shop.Pid).Server);
    }

    async Task StartAsync(PrivateShop shop, CancellationToken cancellationToken)
    {
        Say("starting the shop");
        if (options.Includes(Part.Start)) _results.Start = await StartMeasurement.MeasureAsync(shop, options.Quick, cancellationToken);
        else await shop.StartAsync(cancellationToken);
    }

    async Task MeasureLimitOfHttpAsync(CancellationToken cancellationToken)
    {
        Say("limit: raw Kestrel");
        _results.RawJson = await KestrelLimit.MeasureAsync(
            options.Clients, options.WarmUp, options.Duration, Path.Combine(folder.FullName, "limit.log"), cancellationToken);
    }

    async Task MeasureLimitOfPostgresAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        Say("limit: bare order rows");
        (_results.RawTransaction, _results.RawStatement) = await PostgresLimit.MeasureAsync(server, options.Clients, options.Duration, cancellationToken);
    }

    async Task MeasureReadsAsync(PrivateShop shop, ShopApi api, CancellationToken cancellationToken)
    {
        var catalog = await shop.ReadCatalogAsync(api, cancellationToken);
        Say($"reading {catalog.ProductIds.Count} products");
        _results.Reads = await ReadMeasurement.MeasureAsync(shop, catalog, options, cancellationToken);
    }

    async Task MeasureOrdersAsync(PrivateShop shop, ShopApi api, PostgresServer postgres, CancellationToken cancellationToken)
    {
        var catalog = await shop.ReadCatalogAsync(api, cancellationToken);
        var administrator = await api.LogInAsync(PrivateShop.AdministratorEmail, shop.AdministratorPassword, cancellationToken);
        await catalog.RaiseStockAsync(api, administrator, cancellationToken);
        Say($"registering {options.Customers} customers");
        var tokens = await Customers.RegisterAsync(api, options.Customers, cancellationToken);

        await using var ledger = OrderLedger.Open(postgres);
        var orders = new OrderMeasurement(shop, ledger, tokens, OrderPlacing.RenderBodies(catalog.Skus, BodiesOfOrders, Seed));
        Say("warming up");
        await orders.MeasureClosedLoopAsync(options.Clients, options.ShopWarmUp, cancellationToken);
        await postgres.ExecuteAsync("checkpoint", cancellationToken);

        foreach (var clients in options.Quick ? [] : SmallerRuns.Where(clients => clients < options.Clients))
        {
            Say($"orders of {clients} clients");
            _results.Orders.Add(await orders.MeasureClosedLoopAsync(clients, options.Duration, cancellationToken));
        }
        Say($"orders of {options.Clients} clients");
        var (largest, costs) = await OrderCosts.CountAsync(
            shop, postgres, () => orders.MeasureClosedLoopAsync(options.Clients, options.Duration, cancellationToken), cancellationToken);
        _results.Orders.Add(largest);
        _results.Costs = costs;

        var highest = _results.Orders.Max(order => order.Confirmed.PerSecond);
        foreach (var percent in options.Quick ? [50] : OpenLoopPercents)
        {
            if (highest <= 0) break;
            Say($"orders arriving at {percent} % of {highest:0} per second");
            _results.Orders.Add(await orders.MeasureOpenLoopAsync(highest * percent / 100, $"{percent} %", options.Duration, cancellationToken));
        }
    }

    async Task<int> ReportAsync(CancellationToken cancellationToken)
    {
        var report = Report.Render(_results, options.Statements);
        Console.WriteLine(report);
        if (options.Markdown is { } file) await File.WriteAllTextAsync(file, report, cancellationToken);
        return _results.Failures().Any() ? 1 : 0;
    }

    // The report is all that goes to the standard output.
    static void Say(string step) => Console.Error.WriteLine($"bench: {step}");
}
