using System.Globalization;
using System.Text;

namespace Cartwright.Postgres;

/// <summary>Where everything of the private PostgreSQL lies.</summary>
internal sealed class DataDirectory
{
    /// <summary>Longest path of a socket, in bytes (unix(7), less the closing zero).</summary>
    const int SocketPathBytesMax = 107;

    /// <summary>Names the places within a data folder; creates nothing.</summary>
    public DataDirectory(string dataFolder) => Root = RealPath(Path.Combine(Path.GetFullPath(dataFolder), "postgres"));

    /// <summary>The folder that holds the rest.</summary>
    public string Root { get; }

    /// <summary>The databases. The folder gets this name when it is complete.</summary>
    public string Databases => Path.Combine(Root, "cluster");

    /// <summary>The databases while they are being created.</summary>
    public string UnfinishedDatabases => Path.Combine(Root, "cluster.new");

    /// <summary>What the server has to say.</summary>
    public string Log => Path.Combine(Root, "log");

    /// <summary>The superuser's password.</summary>
    public string PasswordFile => Path.Combine(Root, "password");

    /// <summary>Names the folder of the socket when that is not <see cref="OwnSocketFolder"/>.</summary>
    public string SocketFolderFile => Path.Combine(Root, "socket-folder");

    /// <summary>Folder of the socket, unless its path is too long.</summary>
    public string OwnSocketFolder => Path.Combine(Root, "socket");

    /// <summary>Whether <see cref="OwnSocketFolder"/> can be used: short enough, and without the characters that separate lists of hosts.</summary>
    public bool OwnSocketFolderFits =>
        Encoding.UTF8.GetByteCount($"{OwnSocketFolder}/.s.PGSQL.{PostgresAddress.Port}") <= SocketPathBytesMax && Root.IndexOfAny([',', ':', '"']) < 0;

    /// <summary>Major version of the PostgreSQL that wrote the databases, or null when there are none.</summary>
    public int? Version() =>
        Directory.Exists(Databases) ? int.Parse(File.ReadAllText(Path.Combine(Databases, "PG_VERSION")), CultureInfo.InvariantCulture) : null;

    /// <summary>The address of the server that was started last.</summary>
    public PostgresAddress Address() =>
        new(File.Exists(SocketFolderFile) ? File.ReadAllText(SocketFolderFile) : OwnSocketFolder, File.ReadAllText(PasswordFile));

    /// <summary>Follows the symbolic links, because the kernel names the folder of a process by its real path.</summary>
    static string RealPath(string path)
    {
        string real = "/";
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (Directory.Exists(real))
            {
                real = Directory.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real;
            }
        }

        return real;
    }
}
