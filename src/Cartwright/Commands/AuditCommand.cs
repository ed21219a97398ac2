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
        var configuration = Settings.Load();
        var configured = Configured(SystemOptions.Read(configuration));
        // The simulators need not be there, so a shop without them has no database of theirs.
        if (ServiceRegistry.All.Where(service => service.HasDatabase && service.Name != "simulators").All(service => configured.ContainsKey(service.Name)))
        {
            return await ReportAsync(configured, configuration, timeout, cancellationToken);
        }

        if (!data.Exists)
        {
            await Console.Error.WriteLineAsync(
                $"cartwright: there is no shop in {data.FullName}. To audit databases elsewhere, set Databases:<service> for every service.");
            return 1;
        }

        if (EmbeddedPostgres.TryAttach(data.FullName) is { } running)
        {
            return await ReportAsync(await WithPrivateAsync(configured, running, cancellationToken), configuration, timeout, cancellationToken);
        }

        // A stopped shop may hold work that only its services can finish. Gateway and storefront stay off: new orders would keep the work from ending.
        using var loggers = CommonOptions.Logging(configuration);
        IReadOnlyList<ServiceEntry> inner = [.. ServiceRegistry.All.Where(s => s.Name is not ("gateway" or "storefront"))];
        await using var shop = await Shop.StartAsync(
            new() { DataFolder = data.FullName, Port = port, Services = inner, Configuration = configuration }, loggers, cancellationToken);
        return await ReportAsync(await WithPrivateAsync(configured, shop.Postgres!.Address, cancellationToken), configuration, timeout, cancellationToken);
    }

    static async Task<int> ReportAsync(
        IReadOnlyDictionary<string, string> databases, IConfiguration configuration, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var audit = Open(databases, configuration);
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

    // The databases that are operated elsewhere: connection strings by service.
    static Dictionary<string, string> Configured(SystemOptions system) => ServiceRegistry.All
        .Where(service => service.HasDatabase && system.DatabaseOf(service.Name) is not null)
        .ToDictionary(service => service.Name, service => system.DatabaseOf(service.Name)!);

    // A configured database is used even where the private server has one of the same name.
    static async Task<IReadOnlyDictionary<string, string>> WithPrivateAsync(
        Dictionary<string, string> configured, PostgresAddress postgres, CancellationToken cancellationToken)
    {
        var missing = ServiceRegistry.All.Where(service => service.HasDatabase && !configured.ContainsKey(service.Name)).Select(service => service.Name);
        var services = await ServiceDatabases.ListAsync(postgres, [.. missing], cancellationToken);
        return services.ToDictionary(service => service, postgres.Service).Concat(configured).ToDictionary();
    }

    /// <summary>Opens the databases that a private PostgreSQL has.</summary>
    /// <param name="postgres">The server.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="configuration">The settings of the shop, which name the payment providers; the simulated one alone when null.</param>
    internal static async Task<ShopAudit> OpenAsync(PostgresAddress postgres, CancellationToken cancellationToken, IConfiguration? configuration = null) =>
        Open(await WithPrivateAsync([], postgres, cancellationToken), configuration ?? new ConfigurationBuilder().Build());

    static ShopAudit Open(IReadOnlyDictionary<string, string> connectionStrings, IConfiguration configuration)
    {
        // No service in this process may have registered it yet.
        RowMapping.Use();
        var databases = connectionStrings.ToDictionary(database => database.Key, database => NpgsqlDataSource.Create(database.Value + ";Maximum Pool Size=4"));
        return new(databases, ShopProviderBooks.Open(databases.GetValueOrDefault("simulators"), configuration));
    }
}
