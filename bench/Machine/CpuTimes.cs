using System.Diagnostics;
using System.Globalization;

namespace Cartwright.Bench;

/// <summary>Processor time that each party of a measurement has used.</summary>
/// <param name="Server">The .NET process that is measured.</param>
/// <param name="Postgres">All processes of its PostgreSQL.</param>
/// <param name="Client">This process: the load generator.</param>
/// <param name="Machine">All processes of the machine and the kernel.</param>
internal readonly record struct CpuTimes(TimeSpan Server, TimeSpan Postgres, TimeSpan Client, TimeSpan Machine)
{
    /// <summary>What remains: the kernel's network and disk work, and neighbours, who make figures look worse than they are.</summary>
    public TimeSpan Others => Machine > Server + Postgres + Client ? Machine - Server - Postgres - Client : TimeSpan.Zero;

    /// <summary>Reads the times of a server, of the PostgreSQL that it started, and of this process.</summary>
    /// <param name="server">Process id; 0 when there is no server beside PostgreSQL.</param>
    /// <param name="postmaster">PostgreSQL's first process; 0 to look for it among the processes of the server.</param>
    public static CpuTimes Read(int server, int postmaster = 0)
    {
        var tree = server == 0 ? [] : ProcessStat.TreeOf(server);
        var postgres = postmaster == 0 ? tree.Where(IsPostgres) : ProcessStat.TreeOf(postmaster);
        using var self = Process.GetCurrentProcess();
        return new(
            Sum(tree.Where(process => !IsPostgres(process)).Select(process => process.Cpu)),
            Sum(postgres.Select(process => process.Cpu + process.CpuOfEndedChildren)),
            self.TotalProcessorTime,
            ReadMachine());
    }

    /// <summary>What was used since an earlier reading.</summary>
    public CpuTimes Since(CpuTimes earlier) =>
        new(Server - earlier.Server, Postgres - earlier.Postgres, Client - earlier.Client, Machine - earlier.Machine);

    /// <summary>Tells PostgreSQL's processes from others by their name.</summary>
    public static bool IsPostgres(ProcessStat process) => process.Name is "postgres" or "postmaster";

    // "cpu user nice system idle iowait irq softirq steal …": everything but the fourth and the fifth, which are rest.
    static TimeSpan ReadMachine()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Take(8).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToList();
        return ProcessStat.FromTicks(ticks.Sum() - ticks[3] - ticks[4]);
    }

    static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
}
