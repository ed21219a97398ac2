using System.CommandLine;

namespace Cartwright.Faults;

/// <summary>The command line.</summary>
internal static class Program
{
    static async Task<int> Main(string[] args)
    {
        var seconds = new Option<int>("--seconds") { Description = "How long things break.", DefaultValueFactory = _ => 120 };
        var seed = new Option<int?>("--seed") { Description = "Repeats the choices of an earlier run, which printed its seed." };
        var shoppers = new Option<int>("--shoppers") { Description = "How many customers order meanwhile.", DefaultValueFactory = _ => 8 };
        var instances = new Option<string>("--instances")
        {
            Description = "How many instances of which services.", DefaultValueFactory = _ => "gateway=2,orders=2,inventory=2,payments=2",
        };
        var steps = new Option<bool>("--steps") { Description = "Instead of at random, end each process once at every named step." };
        var command = new RootCommand("Lets customers order from a cluster while its processes are killed, paused and restarted, and checks that nothing is lost.")
        {
            seconds, seed, shoppers, instances, steps,
        };
        command.SetAction(async (parsed, _) =>
        {
            var run = new FaultRun(
                new(
                    parsed.GetValue(seed) ?? Random.Shared.Next(1_000_000), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(shoppers),
                    parsed.GetValue(instances)!),
                Console.WriteLine);
            try
            {
                await (parsed.GetValue(steps) ? run.StepsAsync(isShort: false) : run.StormAsync());
                return 0;
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                await Console.Error.WriteLineAsync($"A promise was broken: {broken.Message}");
                return 1;
            }
        });
        return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }
}
