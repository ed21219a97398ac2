using System.CommandLine;
using Cartwright.Faults.Machines;
using Cartwright.Faults.Requests;

namespace Cartwright.Faults;

/// <summary>The command line.</summary>
internal static class Program
{
    static readonly Option<int?> Seed = new("--seed") { Description = "Repeats the choices of an earlier run, which printed its seed.", Recursive = true };

    static readonly Option<int> Shoppers = new("--shoppers") { Description = "How many customers order meanwhile.", DefaultValueFactory = _ => 8, Recursive = true };

    const string Importing = "imports=4";

    static readonly Option<string?> Instances = new("--instances")
    {
        Description = $"How many instances of which services. [default: {FaultRun.Ordering}, for imports {Importing}]", Recursive = true,
    };

    static readonly Option<int> Seconds = new("--seconds") { Description = "How long things break.", DefaultValueFactory = _ => 120, Recursive = true };

    static readonly Option<long> Orders = new("--orders") { Description = "How many orders the marketplace has.", DefaultValueFactory = _ => 1_000_000 };

    static async Task<int> Main(string[] args)
    {
        var steps = new Command("steps", "End a process at every named step once: before and after each commit, publish, confirmation, acknowledgement, provider call.");
        var outage = new Command("outage", "Let RabbitMQ stand still, and measure until everything that was ordered meanwhile is confirmed.");
        var recovery = new Command("recovery", "Kill one process after the other, and measure until an order placed at once is confirmed.");
        var imports = new Command("imports", "Import a failing marketplace while the instances that do it are killed, paused and stopped, and compare every order.") { Orders };
        var rolling = new Command("rolling", "Restart both instances of every service one after another while customers order, and check that no request fails.");
        var machines = new Command("machines", "Cut and slow down the links of a shop over four machines, network namespaces of this one, and take away their power.");
        var count = new Option<int>("--requests") { Description = "How many requests.", DefaultValueFactory = _ => 500_000 };
        var requests = new Command("requests", "Send requests made at random from the OpenAPI document, most of them spoiled, and check every answer and the books.") { count };
        var paid = new Option<int>("--payments") { Description = "How many payments.", DefaultValueFactory = _ => 10_000 };
        var payments = new Command("payments", "Pay through a simulated Stripe that loses answers and sends its webhooks twice, late and in any order, while processes are killed.")
        {
            paid,
        };
        var data = new Option<DirectoryInfo>("--data") { Required = true };
        var servers = new Command("servers", "Run the servers of one of those machines.") { data };
        servers.Hidden = true;
        var root = new RootCommand("Lets customers order from a cluster while its processes are killed, paused and restarted at random, and checks that nothing is lost.")
        {
            Seed, Shoppers, Instances, Seconds, steps, rolling, outage, recovery, imports, payments, machines, requests, servers,
        };
        root.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(Instances) ?? FaultRun.Ordering, shop => Run(parsed).StormAsync(shop, TimeSpan.FromSeconds(parsed.GetValue(Seconds)))));
        steps.SetAction((parsed, _) => RunAsync(parsed.GetValue(Instances) ?? FaultRun.Ordering, shop => Run(parsed).StepsAsync(shop, isShort: false)));
        var services = ServiceRegistry.All.Select(service => service.Name).ToList();
        rolling.SetAction((_, _) => RunAsync(
            string.Join(',', services.Select(service => $"{service}=2")), shop => new RollingRestart(shop, Console.WriteLine).RunAsync(services)));
        outage.SetAction((parsed, _) => RunAsync(() => new Recovery(Console.WriteLine).AfterOutageAsync(TimeSpan.FromSeconds(parsed.GetValue(Seconds)))));
        recovery.SetAction((parsed, _) => RunAsync(() => new Recovery(Console.WriteLine).AfterKillsAsync(parsed.GetValue(Instances) ?? FaultRun.Ordering)));
        imports.SetAction((parsed, _) => RunAsync(() => new ImportRun(
            new(SeedOf(parsed), parsed.GetValue(Orders), parsed.GetValue(Instances) ?? Importing, ImportRun.Anything), Console.WriteLine).StormAsync()));
        machines.SetAction((parsed, _) => RunAsync(async () =>
        {
            await using var shop = await MachinesShop.OpenAsync();
            await new MachinesRun(SeedOf(parsed), parsed.GetValue(Shoppers), Console.WriteLine).StormAsync(shop, TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
        }));
        requests.SetAction((parsed, _) => RunAsync(async () =>
        {
            await using var shop = await KillableShop.OpenAsync();
            await new HostileRequests(SeedOf(parsed), Console.WriteLine).RunAsync(shop, parsed.GetValue(count));
        }));
        payments.SetAction((parsed, _) => RunAsync(() => new PaymentRun(
            SeedOf(parsed), parsed.GetValue(Shoppers), parsed.GetValue(paid), parsed.GetValue(Instances) ?? FaultRun.Ordering, Console.WriteLine).StormAsync()));
        servers.SetAction((parsed, cancellationToken) => Servers.RunAsync(parsed.GetValue(data)!.FullName, cancellationToken));
        return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }

    static FaultRun Run(ParseResult parsed) => new(SeedOf(parsed), parsed.GetValue(Shoppers), Console.WriteLine);

    static int SeedOf(ParseResult parsed) => parsed.GetValue(Seed) ?? Random.Shared.Next(1_000_000);

    static Task<int> RunAsync(string instances, Func<KillableShop, Task> run) => RunAsync(async () =>
    {
        await using var shop = await KillableShop.OpenClusterAsync(instances);
        await run(shop);
    });

    static async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Xunit.Sdk.XunitException broken)
        {
            await Console.Error.WriteLineAsync($"A promise was broken: {broken.Message}");
            return 1;
        }
    }
}
