using System.Diagnostics;
using Cartwright.Cluster;
using Cartwright.Processes;

namespace Cartwright.Faults;

/// <summary>What can befall a process.</summary>
public enum Fault
{
    /// <summary>It is ended at once and learns nothing of it (SIGKILL).</summary>
    Kill,

    /// <summary>It is asked to end (SIGTERM), as at a deployment.</summary>
    Stop,

    /// <summary>It stands still for a while (SIGSTOP, SIGCONT), as on an overloaded machine or behind a broken network.</summary>
    Pause,
}

/// <summary>A process of a cluster.</summary>
/// <param name="Name">For example <c>orders-2</c> or <c>rabbitmq</c>.</param>
/// <param name="Id">Its number.</param>
public sealed record ClusterProcess(string Name, int Id)
{
    /// <summary>The service that it is an instance of, or the server.</summary>
    public string Kind => Name.Split('-')[0];

    /// <summary>Whether it is one of PostgreSQL, RabbitMQ and Redis.</summary>
    public bool IsServer => Kind == Name;
}

/// <summary>The processes of a cluster, and how to do harm to them.</summary>
/// <param name="dataFolder">The folder of the cluster.</param>
public sealed class ProcessFaults(string dataFolder)
{
    /// <summary>
    /// The longest that a process may take to end, to be there again, or to do again what it does all the time. A promise is not how long that takes:
    /// some machines are slow, and two dozen processes start at once.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>What the file says that tells other commands of the cluster; null while not everything is started.</summary>
    internal ClusterFile? State => ClusterFile.Find(dataFolder);

    /// <summary>The processes that are ready now.</summary>
    public IReadOnlyList<ClusterProcess> All => State is not { } state ? [] :
    [
        .. state.Servers.Where(s => s.ProcessId is not null).Select(s => new ClusterProcess(s.Name, s.ProcessId!.Value)),
        .. state.Instances.Where(i => i.ProcessId is not null).Select(i => new ClusterProcess(i.Name, i.ProcessId!.Value)),
    ];

    /// <summary>Does it; a pause is over when this returns.</summary>
    /// <param name="victim">Whom to.</param>
    /// <param name="fault">What.</param>
    /// <param name="pause">For how long a process stands still.</param>
    /// <param name="end">Lets it go on earlier.</param>
    public static async Task DoAsync(ClusterProcess victim, Fault fault, TimeSpan pause, CancellationToken end = default)
    {
        switch (fault)
        {
            case Fault.Kill:
                Libc.Signal(victim.Id, Signal.Kill);
                break;
            case Fault.Stop:
                Libc.Signal(victim.Id, Signal.Terminate);
                break;
            case Fault.Pause:
                Libc.Signal(victim.Id, Signal.Stop);
                await Task.Delay(pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Libc.Signal(victim.Id, Signal.Continue);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Ends a process and waits until another one is there in its place.</summary>
    public async Task ReplaceAsync(string name, Fault fault)
    {
        var victim = All.Single(p => p.Name == name);
        await DoAsync(victim, fault, TimeSpan.Zero);
        await ReplacedAsync(victim);
    }

    /// <summary>Waits until a process of that name runs that is not this one.</summary>
    public Task ReplacedAsync(ClusterProcess ended) => Tests.Shops.Eventually.TrueAsync(
        () => Task.FromResult(All.Any(p => p.Name == ended.Name && p.Id != ended.Id)), () => $"{ended.Name} is not started again.", Timeout);
}
