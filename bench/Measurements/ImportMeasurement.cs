using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace Cartwright.Bench;

/// <summary>How fast one instance imports the orders of a marketplace that is simulated on the same machine, a process per service.</summary>
/// <param name="Small">Into a table that is nearly empty.</param>
/// <param name="Large">Into one that is large.</param>
/// <param name="Bare">The same rows as bare rows, over one connection and over as many as the instance uses.</param>
/// <param name="SmallPresent">How many orders the marketplace had there before <paramref name="Small"/>.</param>
/// <param name="LargePresent">How many it had there before <paramref name="Large"/>.</param>
/// <param name="PeakBytes">The most memory that the importing process ever had resident.</param>
internal sealed record ImportMeasurement(
    ImportResult Small, ImportResult Large, IReadOnlyList<Measurement> Bare, int SmallPresent, int LargePresent, long PeakBytes)
{
    const int Parallelism = 4;
    const int ChunkSize = 2000;
    const string Password = "bench-marketplace";
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    sealed record Sizes(int Orders, int SmallPresent, int LargePresent)
    {
        public static Sizes Of(bool isQuick) => isQuick ? new(50_000, 1_000, 100_000) : new(1_000_000, 100_000, 10_000_000);
    }

    /// <summary>Settings of the shop that is measured: two marketplaces, of which so much is there before as is to be.</summary>
    public static IReadOnlyDictionary<string, string> Settings(bool isQuick)
    {
        var sizes = Sizes.Of(isQuick);
        return Settings("warm", 0, sizes.Orders)
            .Concat(Settings("small", sizes.SmallPresent, sizes.Orders))
            .Concat(Settings("large", sizes.LargePresent, sizes.Orders))
            .ToDictionary();
    }

    /// <summary>Imports, fills the table, and imports again.</summary>
    public static async Task<ImportMeasurement> MeasureAsync(PrivateShop shop, PostgresServer server, ShopApi api, bool isQuick, CancellationToken cancellationToken)
    {
        var sizes = Sizes.Of(isQuick);
        var token = await api.LogInAsync(PrivateShop.AdministratorEmail, shop.AdministratorPassword, cancellationToken);
        await using var database = server.OpenDatabase("cartwright_imports", connections: Parallelism + 1);
        await FillAsync(database, "small", sizes.SmallPresent, cancellationToken);
        await ImportAsync(shop, server, api, token, "warm", cancellationToken);
        await server.ExecuteAsync("checkpoint", cancellationToken);
        var small = await ImportAsync(shop, server, api, token, "small", cancellationToken);

        var bare = await BareImport.PrepareAsync(database, "small", cancellationToken);
        Measurement[] bares =
        [
            await bare.MeasureAsync(server, connections: 1, ChunkSize, cancellationToken),
            await bare.MeasureAsync(server, Parallelism, ChunkSize, cancellationToken),
        ];

        await FillAsync(database, "large", sizes.LargePresent, cancellationToken);
        await server.ExecuteAsync("checkpoint", cancellationToken);
        var large = await ImportAsync(shop, server, api, token, "large", cancellationToken);
        return new(small, large, bares, sizes.SmallPresent, sizes.LargePresent, MemoryUse.PeakOf(shop.PidOf("imports-1")));
    }

    static async Task<ImportResult> ImportAsync(
        PrivateShop shop, PostgresServer server, ShopApi api, string token, string marketplace, CancellationToken cancellationToken)
    {
        var (importer, simulators) = (shop.PidOf("imports-1"), shop.PidOf("simulators-1"));
        var (before, beforeImporter, beforeSimulators) = (CpuTimes.Read(shop.Pid, server.Postmaster), ProcessStat.CpuOf(importer), ProcessStat.CpuOf(simulators));
        var start = Stopwatch.GetTimestamp();
        var id = (await api.SendAsync(HttpMethod.Post, "/api/imports", token, new JsonObject { ["marketplace"] = marketplace }, cancellationToken)).GetProperty("id").GetString();
        while (true)
        {
            await Task.Delay(Poll, cancellationToken);
            var import = await api.SendAsync(HttpMethod.Get, $"/api/imports/{id}", token, null, cancellationToken);
            switch (import.GetProperty("status").GetString())
            {
                case "completed":
                    var elapsed = Stopwatch.GetElapsedTime(start);
                    var saved = import.GetProperty("orders").GetProperty("saved").GetInt64();
                    var cpu = CpuTimes.Read(shop.Pid, server.Postmaster).Since(before);
                    return new(
                        new($"imported, {marketplace} table", Parallelism, saved / elapsed.TotalSeconds, default, default, elapsed, cpu, saved,
                            import.GetProperty("orders").GetProperty("total").GetInt64() - saved, null),
                        ProcessStat.CpuOf(importer) - beforeImporter,
                        ProcessStat.CpuOf(simulators) - beforeSimulators);
                case "failed" or "cancelled":
                    throw new ShopFailedException($"The import from {marketplace} ended: {import}");
            }
        }
    }

    // Orders like those of the simulator, below the first that it has.
    static async Task FillAsync(NpgsqlDataSource database, string marketplace, int orders, CancellationToken cancellationToken)
    {
        const string fill =
            """
            insert into imported_orders (marketplace, id, order_date, amount, label)
            select m.id, n, timestamptz '2003-01-01' + n * interval '60 seconds', (n * 7919 % 300000) / 100.0, 'Oak desk lamp ' || n || ', 2 pcs'
            from marketplaces m, generate_series(1, $2::bigint) as n where m.name = $1
            """;
        await using var command = database.CreateCommand(fill);
        command.Parameters.Add(new() { Value = marketplace });
        command.Parameters.Add(new() { Value = (long)orders });
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var vacuum = database.CreateCommand("vacuum analyze imported_orders");
        vacuum.CommandTimeout = 600;
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    static Dictionary<string, string> Settings(string marketplace, int present, int orders)
    {
        var (simulated, imported) = ($"CARTWRIGHT_Simulators__Marketplace__Accounts__{marketplace}__", $"CARTWRIGHT_Imports__Marketplaces__{marketplace}__");
        return new()
        {
            [simulated + "Password"] = Password,
            [simulated + "FirstIndex"] = Text(present + 1),
            [simulated + "Orders"] = Text(orders),
            [imported + "Username"] = marketplace,
            [imported + "Password"] = Password,
            [imported + "ChunkSize"] = Text(ChunkSize),
            [imported + "Parallelism"] = Text(Parallelism),
        };
    }

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An import that was measured.</summary>
/// <param name="Orders">How fast it was, and what all processes used.</param>
/// <param name="Importer">Processor time of the importing process.</param>
/// <param name="Simulators">Processor time of the simulated marketplace.</param>
internal sealed record ImportResult(Measurement Orders, TimeSpan Importer, TimeSpan Simulators);
