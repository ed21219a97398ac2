using System.Globalization;

namespace Cartwright.Postgres;

/// <summary>What the server says of itself in <c>postmaster.pid</c>.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="IsReady">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int ProcessId, bool IsReady)
{
    /// <summary>Path of the file in the folder of the databases.</summary>
    public static string PathIn(string databases) => Path.Combine(databases, "postmaster.pid");

    /// <summary>Reads the file; null when there is none or it is being written.</summary>
    public static PostmasterFile? Read(string databases)
    {
        const int statusLine = 7;
        try
        {
            string[] lines = File.ReadAllLines(PathIn(databases));
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
