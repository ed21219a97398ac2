using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>What an import in a storm is to do.</summary>
/// <param name="Seed">Decides what is to be imported, what the marketplace fails at, and what breaks when.</param>
/// <param name="Orders">How many orders the marketplace has.</param>
/// <param name="Instances">How many instances of which services, as <c>--instances</c> takes it.</param>
/// <param name="Path">What breaks.</param>
public sealed record ImportRunOptions(int Seed, long Orders, string Instances, StormPath Path);

/// <summary>
/// A marketplace that fails is imported while the instances that do it are killed, paused and stopped. Afterwards every order is there once, as the
/// marketplace has it, the audit is clean, and another import of the same finds nothing to do.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="log">Told what happens.</param>
public sealed class ImportRun(ImportRunOptions options, Action<string> log)
{
    const int SlowestPerSecond = 2_000;

    static readonly TimeSpan FaultsMax = TimeSpan.FromMinutes(8);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Report = TimeSpan.FromSeconds(10);

    /// <summary>The instances that import, now and then what they need: the servers and the marketplace itself.</summary>
    public static StormPath Anything { get; } = new(IsImporter, process => process.IsServer || process.Kind == "simulators", SeldomOneIn: 5);

    /// <summary>The instances that import, now and then the server that is back in a moment: what takes longer would make a short run a long one.</summary>
    public static StormPath WhatReturnsSoon { get; } = new(IsImporter, process => process.Kind == "redis", SeldomOneIn: 8);

    TimeSpan Limit => FaultsMax + TimeSpan.FromSeconds((double)options.Orders / SlowestPerSecond);

    /// <summary>Imports in a storm.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StormAsync()
    {
        log($"Seed {options.Seed}");
        var marketplace = new FailingMarketplace(options.Orders, options.Seed);
        await using var shop = await KillableShop.OpenClusterAsync(options.Instances, marketplace.Settings);
        using var admin = await shop.AdminAsync();
        var orders = new ImportedOrders(shop.Database("imports"), marketplace);
        var storm = new Storm(shop.Processes, options.Path, new Random(options.Seed), log);

        var started = Stopwatch.GetTimestamp();
        var import = await StartAsync(admin);
        using var end = new CancellationTokenSource();
        var counting = FailingMarketplace.CountAsync(shop.Processes, end.Token);
        var raging = storm.RageAsync(end.Token);
        JsonElement first;
        try
        {
            first = await EndedAsync(admin, import);
        }
        finally
        {
            await end.CancelAsync();
            await raging;
        }

        var took = first.GetProperty("finishedAt").GetDateTimeOffset() - first.GetProperty("createdAt").GetDateTimeOffset();
        var seen = await counting;
        log($"The storm is over: {storm.Count} faults. {storm.Summary}");
        await shop.HealthyAsync();
        await KeptAsync(orders, first, saved: options.Orders);
        var before = await orders.FingerprintAsync();
        var again = await EndedAsync(admin, await StartAsync(admin));
        await KeptAsync(orders, again, saved: 0);
        Assert.Equal(before, await orders.FingerprintAsync());
        // It knows of every dead letter, too.
        var (exitCode, report) = await shop.AuditAsync();
        Assert.True(exitCode == 0, report);
        log(report.Trim());

        var hands = await orders.HandsAsync(import);
        log($"{options.Orders} orders imported in {took.TotalSeconds:0} s, {options.Orders / took.TotalSeconds:0} per second, with {storm.Count} faults, "
            + $"{Count(first, "repeated")} rows repeated, {Count(first, "rejected")} rejected. "
            + $"{Chunks(first, "total")} chunks were taken {hands.Taken} times, {hands.Again} of them more than once, {hands.InVain} times in vain. "
            + $"The marketplace counted {seen.Requests} requests, {seen.Ended} with a token that had ended, and {seen.Logins} logins in {seen.Lives} lives. "
            + "0 missing, 0 doubled, 0 differing; the second import saved 0.");
        log($"All of it took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
    }

    static async Task<Guid> StartAsync(HttpClient admin) =>
        (await WithRetries.AskAsync(() => admin.PostJsonAsync("/api/imports", new { marketplace = FailingMarketplace.Name }))).Is(HttpStatusCode.Created).Id;

    // Whoever asks in a storm is not always answered.
    async Task<JsonElement> EndedAsync(HttpClient admin, Guid id)
    {
        var (started, told) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        using var timer = new PeriodicTimer(Poll);
        for (Answer? answer = null; ; await timer.WaitForNextTickAsync())
        {
            answer = await WithRetries.TryAsync(() => admin.GetJsonAsync($"/api/imports/{id}")) is { Status: HttpStatusCode.OK } got ? got : answer;
            var elapsed = Stopwatch.GetElapsedTime(started);
            Assert.True(elapsed < Limit, $"The import does not end: {answer?.Body}");
            if (answer is null)
            {
                continue;
            }

            if (answer.Json.GetProperty("status").GetString() is not ("planning" or "running"))
            {
                return answer.Json;
            }

            if (elapsed - told > Report)
            {
                told = elapsed;
                log($"{elapsed.TotalSeconds,6:0.0} s  {Chunks(answer.Json, "done")} of {Chunks(answer.Json, "total")} chunks done, {Chunks(answer.Json, "inFlight")} in flight, "
                    + $"{Chunks(answer.Json, "parked")} parked, {Count(answer.Json, "saved")} orders");
            }
        }
    }

    async Task KeptAsync(ImportedOrders orders, JsonElement import, long saved)
    {
        Assert.True(import.GetProperty("status").GetString() == "completed", $"The import did not complete: {import}");
        Assert.Equal((saved, options.Orders - saved, 0, 0), (Count(import, "saved"), Count(import, "known"), Count(import, "missing"), Count(import, "differing")));
        await orders.AreThoseOfTheMarketplaceAsync();
        await orders.ContradictNothingAsync();
        await orders.WereToldOfOnceAsync(import.GetProperty("id").GetGuid());
    }

    static long Count(JsonElement import, string count) => import.GetProperty("orders").GetProperty(count).GetInt64();

    static int Chunks(JsonElement import, string count) => import.GetProperty("chunks").GetProperty(count).GetInt32();

    static bool IsImporter(ClusterProcess process) => process.Kind == "imports";
}
