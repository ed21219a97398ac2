using System.Globalization;

namespace Cartwright.Postgres;

/// <summary>What the server says of itself in <c>postmaster.pid</c>.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="IsReady">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int ProcessId, bool IsReady)
{
    /// <summary>Path of the file in a cluster.</summary>
    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Reads the file; null when there is none or it is being written.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        const int statusLine = 7;
        try
        {
            string[] lines = File.ReadAllLines(PathIn(cluster));
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out int processId)
                ? new(processId, lines.Length > statusLine && lines[statusLine].Trim() == "ready")
                : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
