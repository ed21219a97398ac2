using System.Globalization;

namespace Cartwright.Bench;

/// <summary>
/// Memory of a group of processes. Resident memory counts a page shared by several processes once for each of them;
/// the proportional share divides it among them, so that only the latter may be summed.
/// </summary>
/// <param name="ResidentBytes">VmRSS of <c>/proc/PID/status</c>, summed.</param>
/// <param name="ProportionalBytes">Pss of <c>/proc/PID/smaps_rollup</c>, summed.</param>
internal readonly record struct MemoryUse(long ResidentBytes, long ProportionalBytes)
{
    /// <summary>Memory of a server without its PostgreSQL, and of the PostgreSQL that it started.</summary>
    public static (MemoryUse Server, MemoryUse Postgres) Of(int server)
    {
        var tree = ProcessStat.TreeOf(server);
        return (Sum(tree.Where(process => !CpuTimes.IsPostgres(process))), Sum(tree.Where(CpuTimes.IsPostgres)));
    }

    /// <summary>The most memory that a process ever had resident: VmHWM, in bytes.</summary>
    public static long PeakOf(int pid) => ReadKilobytes(pid, "status", "VmHWM:") * 1024;

    static MemoryUse Sum(IEnumerable<ProcessStat> processes) => processes.Aggregate(default(MemoryUse), (sum, process) => new(
        sum.ResidentBytes + ReadKilobytes(process.Pid, "status", "VmRSS:") * 1024,
        sum.ProportionalBytes + ReadKilobytes(process.Pid, "smaps_rollup", "Pss:") * 1024));

    // Zero when the process has ended, or belongs to another user whose memory may not be looked into.
    static long ReadKilobytes(int pid, string file, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/{file}").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
