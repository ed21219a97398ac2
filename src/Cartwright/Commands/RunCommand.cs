using System.CommandLine;
using System.Diagnostics;
using Cartwright.Hosting;

namespace Cartwright.Commands;

/// <summary><c>cartwright run</c>: starts the shop and keeps it running until a stop signal.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var services = new Option<string?>("--services") { Description = "The services to run, separated by commas. Default: all." };
        var quiet = new Option<bool>("--quiet") { Description = "Write messages only, and no addresses." };
        var command = new Command("run", "Start the shop: every service in one process, on a private PostgreSQL.")
        {
            CommonOptions.Data, CommonOptions.Port, services, CommonOptions.NoDemo, quiet,
        };
        command.Validators.Add(result =>
        {
            var unknown = Names(result.GetValue(services)).Except(ServiceRegistry.All.Select(s => s.Name)).ToList();
            if (unknown.Count > 0)
            {
                result.AddError($"There is no service '{unknown[0]}'. Services: {string.Join(", ", ServiceRegistry.All.Select(s => s.Name))}.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var names = Names(parsed.GetValue(services));
            return RunAsync(
                parsed.GetValue(CommonOptions.Data)!,
                parsed.GetValue(CommonOptions.Port),
                names.Count == 0 ? ServiceRegistry.All : [.. ServiceRegistry.All.Where(s => names.Contains(s.Name))],
                demo: !parsed.GetValue(CommonOptions.NoDemo),
                quiet: parsed.GetValue(quiet),
                cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(DirectoryInfo data, int port, IReadOnlyList<ServiceEntry> services, bool demo, bool quiet, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var signals = new StopSignals(cancellationToken);
        var plain = Settings.Load();
        var first = new FirstStart(data.FullName, plain);
        var generated = services.Any(s => s.Name == "accounts") && first.GeneratePassword();
        var configuration = Settings.Load(new Dictionary<string, string?> { ["Admin:Email"] = first.Email, ["Admin:Password"] = first.Password });
        var options = new ShopOptions { DataFolder = data.FullName, Port = port, Services = services, Configuration = configuration, SkipDrain = signals.SkipDrain };
        using var loggers = CommonOptions.Logging(configuration, options.TelemetryName);
        try
        {
            await using var shop = await Shop.StartAsync(options, loggers, signals.Stop);
            if (demo && services.Count == ServiceRegistry.All.Count && await first.LoadDemoAsync(shop.Gateway, signals.Stop) is { } outcome)
            {
                Console.WriteLine(outcome);
            }

            if (!quiet)
            {
                Announce(shop, first, generated, watch.Elapsed);
            }

            await Task.WhenAny(Task.Delay(Timeout.Infinite, signals.Stop), shop.Failed);
            if (shop.Failed.IsCompleted)
            {
                await Console.Error.WriteLineAsync("A service ended unexpectedly; see the messages above.");
                return 1;
            }

            if (!quiet)
            {
                Console.WriteLine("Stopping.");
            }

            return 0;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    static void Announce(Shop shop, FirstStart first, bool generated, TimeSpan took)
    {
        Console.WriteLine();
        foreach (var service in shop.Options.Services)
        {
            Console.WriteLine($"  {service.Name,-15} {shop.Options.Address(service)}");
        }

        Console.WriteLine();
        if (shop.Options.Services.Any(s => s.Name == "gateway"))
        {
            Console.WriteLine($"  The shop        {shop.Gateway}");
            Console.WriteLine($"  The API         {shop.Gateway}docs");
        }

        if (generated)
        {
            Console.WriteLine($"  Administrator   {first.Email}  password {first.Password}");
            Console.WriteLine($"                  (kept in {first.PasswordFile}; delete it once you know it)");
        }

        Console.WriteLine();
        Console.WriteLine($"Ready after {took.TotalSeconds:0.0} s. Ctrl-C stops.");
    }

    static List<string> Names(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
