using System.Globalization;

// Two shops of one process run side by side; a cluster is enough for a small machine by itself.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace Cartwright.Faults;

/// <summary>
/// The fault runs of <c>./cartwright faults</c> in short. <c>CARTWRIGHT_FAULTS_SECONDS</c> sets how long the storm goes on,
/// <c>CARTWRIGHT_FAULTS_SEED</c> repeats the choices of an earlier run, whose seed is in its output.
/// </summary>
[Collection(nameof(SharedCluster))]
public sealed class StormTests(SharedCluster shared, ITestOutputHelper output)
{
    const int StormSeconds = 10;

    [Fact]
    public async Task A_cluster_in_a_storm_of_kills_pauses_and_restarts_loses_doubles_and_oversells_nothing() =>
        await Run(shoppers: 4).StormAsync(await shared.StartedAsync(), TimeSpan.FromSeconds(Number("CARTWRIGHT_FAULTS_SECONDS") ?? StormSeconds));

    [Fact]
    public async Task A_process_that_dies_at_any_step_leaves_nothing_undone_and_nothing_done_twice() =>
        await Run(shoppers: 2).StepsAsync(await shared.StartedAsync(), isShort: true);

    FaultRun Run(int shoppers) => new(Number("CARTWRIGHT_FAULTS_SEED") ?? Random.Shared.Next(1_000_000), shoppers, output.WriteLine) { Pace = FaultRun.Unhurried };

    static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
