namespace Cartwright.Postgres;

/// <summary>Bounds the log of the private PostgreSQL: the server begins a new file each day and at <see cref="FileSize"/>, and old files are deleted.</summary>
/// <param name="folder">The folder of the log.</param>
internal sealed class ServerLog(string folder)
{
    /// <summary>How many files are kept.</summary>
    public const int FilesMax = 8;

    /// <summary>The size at which the server begins a new file, as PostgreSQL writes it.</summary>
    public const string FileSize = "10MB";

    /// <summary>How the server names a file: by the time at which it begins it.</summary>
    public const string FileName = "postgresql-%Y%m%d-%H%M%S.log";

    /// <summary>The time between two looks at the folder.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Deletes the oldest files until it is cancelled.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            Trim();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Deletes all files but the newest <see cref="FilesMax"/>.</summary>
    public void Trim()
    {
        foreach (var old in Directory.EnumerateFiles(folder, "postgresql-*.log").OrderByDescending(File.GetLastWriteTimeUtc).Skip(FilesMax))
        {
            try
            {
                File.Delete(old);
            }
            catch (IOException)
            {
                // The next look tries again.
            }
        }
    }
}
