using System.Globalization;

// Each brings a whole cluster, which is more than enough for a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cartwright.Faults;

/// <summary>
/// The fault runs of <c>./cartwright faults</c> in short. <c>CARTWRIGHT_FAULTS_SECONDS</c> sets how long the storm goes on,
/// <c>CARTWRIGHT_FAULTS_SEED</c> repeats the choices of an earlier run, whose seed is in its output.
/// </summary>
public sealed class StormTests(ITestOutputHelper output)
{
    const int StormSeconds = 120;

    [Fact]
    public Task A_cluster_in_a_storm_of_kills_pauses_and_restarts_loses_doubles_and_oversells_nothing() => new FaultRun(
        new(
            Number("CARTWRIGHT_FAULTS_SEED") ?? Random.Shared.Next(1_000_000), TimeSpan.FromSeconds(Number("CARTWRIGHT_FAULTS_SECONDS") ?? StormSeconds), Shoppers: 8,
            Instances: "gateway=2,orders=2,inventory=2,payments=2"),
        output.WriteLine).StormAsync();

    [Fact]
    public Task A_process_that_dies_at_any_step_leaves_nothing_undone_and_nothing_done_twice() =>
        new FaultRun(new(Number("CARTWRIGHT_FAULTS_SEED") ?? Random.Shared.Next(1_000_000), default, Shoppers: 4, Instances: ""), output.WriteLine).StepsAsync(isShort: true);

    static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
