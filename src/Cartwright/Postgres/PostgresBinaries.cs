using System.Diagnostics;
using System.Globalization;

namespace Cartwright.Postgres;

/// <summary>An installed PostgreSQL.</summary>
/// <param name="Folder">Where its programs are.</param>
/// <param name="MajorVersion">Its version, 15 or later.</param>
internal sealed record PostgresBinaries(string Folder, int MajorVersion)
{
    const int OldestVersion = 15;

    /// <summary>The program that creates the folder of the databases.</summary>
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>The server.</summary>
    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>The newest PostgreSQL of this machine, or the one that existing databases need: they belong to one major version.</summary>
    /// <param name="dataVersion">Major version that wrote the existing databases; null when there are none.</param>
    /// <exception cref="PostgresMissingException">None fits.</exception>
    public static PostgresBinaries Find(int? dataVersion) =>
        Installed()
            .Where(found => dataVersion is null ? found.MajorVersion >= OldestVersion : found.MajorVersion == dataVersion)
            .MaxBy(found => found.MajorVersion)
        ?? throw new PostgresMissingException(dataVersion is null
            ? $"PostgreSQL {OldestVersion} or later is needed and was not found; install it, for example with `apt-get install postgresql`."
            : $"The data was written by PostgreSQL {dataVersion}, which was not found; install it, for example with `apt-get install postgresql-{dataVersion}`.");

    static IEnumerable<PostgresBinaries> Installed()
    {
        // Debian and Red Hat keep the server away from the search path, in a folder per version.
        IEnumerable<PostgresBinaries> versioned = Versioned("/usr/lib/postgresql", "*", prefix: "").Concat(Versioned("/usr", "pgsql-*", prefix: "pgsql-"));
        return versioned.Concat(OnSearchPath()).Where(found => File.Exists(found.InitDb) && File.Exists(found.Server));
    }

    static IEnumerable<PostgresBinaries> Versioned(string parent, string pattern, string prefix) =>
        from folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, pattern) : []
        let version = int.TryParse(Path.GetFileName(folder).AsSpan(prefix.Length), CultureInfo.InvariantCulture, out int number) ? number : 0
        select new PostgresBinaries(Path.Combine(folder, "bin"), version);

    static IEnumerable<PostgresBinaries> OnSearchPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        let server = Path.Combine(folder, "postgres")
        where File.Exists(server)
        select new PostgresBinaries(folder, VersionOf(server));

    static int VersionOf(string server)
    {
        using Process asked = Process.Start(new ProcessStartInfo(server, "--version") { RedirectStandardOutput = true })!;
        string[] words = asked.StandardOutput.ReadToEnd().Split(' ', '\n'); // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        asked.WaitForExit();
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], CultureInfo.InvariantCulture, out int version) ? version : 0;
    }
}
