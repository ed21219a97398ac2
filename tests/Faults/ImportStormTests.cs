using System.Globalization;

namespace Cartwright.Faults;

/// <summary>
/// The fault run <c>./cartwright faults imports</c> in short. <c>CARTWRIGHT_FAULTS_SEED</c> repeats the choices of an earlier run, whose seed is in its output.
/// </summary>
[Collection(nameof(ImportStormTests))]
[CollectionDefinition(nameof(ImportStormTests), DisableParallelization = true)]
public sealed class ImportStormTests(ITestOutputHelper output)
{
    const int Orders = 20_000;

    [Fact]
    public Task A_failing_marketplace_is_imported_whole_and_once_while_its_importers_are_killed_paused_and_stopped() => new ImportRun(
        new(Seed ?? Random.Shared.Next(1_000_000), Orders, "imports=4", ImportRun.WhatReturnsSoon), output.WriteLine).StormAsync();

    static int? Seed => int.TryParse(Environment.GetEnvironmentVariable("CARTWRIGHT_FAULTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
