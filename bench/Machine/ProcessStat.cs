using System.Globalization;

namespace Cartwright.Bench;

/// <summary>One process as <c>/proc/PID/stat</c> describes it, see proc(5).</summary>
/// <param name="Pid">The process.</param>
/// <param name="Parent">The process that started it.</param>
/// <param name="Name">Its name, at most 15 characters.</param>
/// <param name="Cpu">Processor time of its threads, user and kernel, in steps of 10 ms.</param>
/// <param name="CpuOfEndedChildren">Processor time of its children that have ended.</param>
internal sealed record ProcessStat(int Pid, int Parent, string Name, TimeSpan Cpu, TimeSpan CpuOfEndedChildren)
{
    // Linux reports in units of USER_HZ, which is 100 on every architecture that .NET runs on.
    const int TicksPerSecond = 100;

    /// <summary>Reads the line of a stat file. The name stands in parentheses and may itself contain any character.</summary>
    public static ProcessStat Parse(string line)
    {
        var (nameStart, nameEnd) = (line.IndexOf('('), line.LastIndexOf(')'));
        if (nameStart < 1 || nameEnd < nameStart) throw new FormatException("Not a line of /proc/PID/stat.");
        var fields = line[(nameEnd + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            int.Parse(line[..nameStart], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture),
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            line[(nameStart + 1)..nameEnd],
            Ticks(fields[11]) + Ticks(fields[12]),
            Ticks(fields[13]) + Ticks(fields[14]));
    }

    /// <summary>The process and everything below it, as far as they live.</summary>
    public static IReadOnlyList<ProcessStat> TreeOf(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(TryRead).OfType<ProcessStat>().ToList();
        var children = all.ToLookup(process => process.Parent);
        var tree = all.Where(process => process.Pid == root).ToList();
        for (var i = 0; i < tree.Count; i++) tree.AddRange(children[tree[i].Pid]);
        return tree;
    }

    /// <summary>Processor time that a process has used.</summary>
    public static TimeSpan CpuOf(int pid) => TryRead($"/proc/{pid}")?.Cpu ?? TimeSpan.Zero;

    /// <summary>A time in the unit in which the kernel reports it.</summary>
    public static TimeSpan FromTicks(long ticks) => TimeSpan.FromSeconds((double)ticks / TicksPerSecond);

    // A process may end between being listed and being read.
    static ProcessStat? TryRead(string folder)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(folder, "stat")));
        }
        catch (IOException)
        {
            return null;
        }
    }

    static TimeSpan Ticks(string field) => FromTicks(long.Parse(field, CultureInfo.InvariantCulture));
}
