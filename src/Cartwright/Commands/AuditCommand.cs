using System.CommandLine;
using Cartwright.Audit;
using Cartwright.Hosting;
using Cartwright.Platform.Data;
using Cartwright.Postgres;
using Npgsql;

namespace Cartwright.Commands;

/// <summary><c>cartwright audit</c>: waits for the work in flight, then checks that nothing was lost, doubled or oversold.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var timeout = new Option<int>("--timeout") { Description = "How long to wait for work in flight, in seconds.", DefaultValueFactory = _ => 120 };
        var command = new Command("audit", "Check the books of a running or a stopped shop: goods, money, orders and events must agree.")
        {
            CommonOptions.Data, CommonOptions.Port, timeout,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(CommonOptions.Port), TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(DirectoryInfo data, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!data.Exists)
        {
            await Console.Error.WriteLineAsync($"cartwright: there is no shop in {data.FullName}.");
            return 1;
        }

        var configuration = Settings.Load();
        if (EmbeddedPostgres.TryAttach(data.FullName) is { } running)
        {
            return await ReportAsync(running, timeout, cancellationToken);
        }

        // A stopped shop may hold work that only its services can finish. Gateway and storefront stay off: new orders would keep the work from ending.
        using var loggers = CommonOptions.Logging(configuration);
        IReadOnlyList<ServiceEntry> inner = [.. ServiceRegistry.All.Where(s => s.Name is not ("gateway" or "storefront"))];
        await using var shop = await Shop.StartAsync(
            new() { DataFolder = data.FullName, Port = port, Services = inner, Configuration = configuration }, loggers, cancellationToken);
        return await ReportAsync(shop.Postgres!.Address, timeout, cancellationToken);
    }

    static async Task<int> ReportAsync(PostgresAddress postgres, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var audit = await OpenAsync(postgres, cancellationToken);
        var report = await audit.RunAsync(timeout, cancellationToken);
        foreach (var violation in report.Violations)
        {
            Console.WriteLine($"{violation.Invariant}: {violation.Id} ({violation.Detail})");
        }

        if (report.InFlight > 0)
        {
            Console.WriteLine($"{report.InFlight} pieces of work did not end within {timeout.TotalSeconds:0} s.");
        }

        if (!report.IsProviderCompared)
        {
            Console.WriteLine("Payments were not compared with the payment provider: there is no settlement report.");
        }

        Console.WriteLine(
            $"{report.Orders} orders, {report.ImportedOrders} imported orders, {report.Violations.Count} violations, {report.InFlight} in flight: "
            + (report.IsClean ? "clean" : "NOT clean"));
        return report.IsClean ? 0 : 1;
    }

    /// <summary>Opens the databases that a private PostgreSQL has.</summary>
    internal static async Task<ShopAudit> OpenAsync(PostgresAddress postgres, CancellationToken cancellationToken)
    {
        // No service in this process may have registered it yet.
        RowMapping.Use();
        var services = await ServiceDatabases.ListAsync(postgres, [.. ServiceRegistry.All.Where(s => s.HasDatabase).Select(s => s.Name)], cancellationToken);
        var databases = services.ToDictionary(service => service, service => NpgsqlDataSource.Create(postgres.Service(service) + ";Maximum Pool Size=4"));
        return new(databases, databases.TryGetValue("simulators", out var simulators) ? new SimulatedProviderBooks(simulators) : null);
    }
}
