using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cartwright.Tests.Budgets;

/// <summary>Watches the SQL statements of all services of this process.</summary>
internal sealed class Statements : IDisposable
{
    static readonly TimeSpan IdleRound = TimeSpan.FromSeconds(2);
    static readonly HashSet<string> Idle = [];

    readonly ActivityListener _listener;
    readonly ConcurrentQueue<string> _seen = [];

    Statements()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => _seen.Enqueue($"{Tag(activity, "db.namespace", "db.name")}: {Tag(activity, "db.query.text", "db.statement")}"),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>
    /// Watches services that are at rest. The first watch begins by learning what they ask when nobody asks them anything: timers and polls, which are nobody's cost.
    /// </summary>
    /// <param name="rest">Waits for the services to come to rest; what that asks is nobody's cost either.</param>
    public static async Task<Statements> WatchAsync(Func<Task> rest)
    {
        var statements = new Statements();
        if (Idle.Count == 0)
        {
            await statements.LearnAsync(rest);
        }

        return statements;
    }

    /// <summary>The statements that work costs, from its begin to its end.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Func<Task> work)
    {
        _seen.Clear();
        await work();
        return [.. _seen.Where(s => !Idle.Contains(s))];
    }

    public void Dispose() => _listener.Dispose();

    async Task LearnAsync(Func<Task> rest)
    {
        using var round = new PeriodicTimer(IdleRound);
        int known;
        do
        {
            known = Idle.Count;
            await rest();
            await round.WaitForNextTickAsync();
            Idle.UnionWith(_seen);
        }
        while (known != Idle.Count);
    }

    static object? Tag(Activity activity, string name, string formerName) => activity.GetTagItem(name) ?? activity.GetTagItem(formerName);
}
