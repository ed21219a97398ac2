using System.Globalization;
using Cartwright.Processes;

namespace Cartwright.Postgres;

/// <summary>
/// The processes of a server whose supervisor is gone. Each of them works in the folder of the databases and may still write to it:
/// nothing may be started or deleted there before they have ended.
/// </summary>
internal static class DataDirectoryProcesses
{
    static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether a process is a PostgreSQL that works in this folder: a number read from a file may since be another's.</summary>
    public static bool Owns(int processId, string databases)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget == databases && File.ReadAllText($"/proc/{processId}/comm").Trim() == "postgres";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Ends what is left: an orphaned server by a shutdown, backends without a server by an abort, which loses nothing committed.</summary>
    public static async Task EndAsync(string databases, CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(databases) is { } server && Owns(server.ProcessId, databases))
        {
            Libc.Signal(server.ProcessId, Signal.Interrupt);
            if (await EndedAsync(databases, ShutdownTimeout, cancellationToken))
            {
                return;
            }
        }

        foreach (Signal signal in (Signal[])[Signal.Quit, Signal.Kill])
        {
            In(databases).ForEach(processId => Libc.Signal(processId, signal));
            if (await EndedAsync(databases, AbortTimeout, cancellationToken))
            {
                return;
            }
        }

        throw new PostgresStartException($"Processes of an earlier PostgreSQL in {databases} do not end: {string.Join(", ", In(databases))}.");
    }

    static async Task<bool> EndedAsync(string databases, TimeSpan limit, CancellationToken cancellationToken)
    {
        long until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (In(databases).Count > 0)
        {
            if (Environment.TickCount64 > until)
            {
                return false;
            }

            await Task.Delay(5, cancellationToken);
        }

        return true;
    }

    static List<int> In(string databases) =>
        [.. from folder in Directory.EnumerateDirectories("/proc")
            let processId = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int number) ? number : 0
            where processId > 0 && Owns(processId, databases)
            select processId];
}
