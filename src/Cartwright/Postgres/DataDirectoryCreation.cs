using System.Security.Cryptography;
using Cartwright.Processes;

namespace Cartwright.Postgres;

/// <summary>Makes the folders of a private PostgreSQL and, at the first start, its databases.</summary>
/// <param name="folder">Where.</param>
/// <param name="user">Who gets them; null for ourselves.</param>
/// <param name="starter">Starts <c>initdb</c>.</param>
internal sealed class DataDirectoryCreation(DataDirectory folder, OperatingSystemUser? user, ChildProcessStarter starter)
{
    readonly OwnedFiles _files = new(user);

    /// <summary>Creates the root folder. Other users may traverse it; its contents have permissions of their own.</summary>
    public static void CreateRoot(DataDirectory folder)
    {
        Directory.CreateDirectory(folder.Root);
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Creates the databases. A killed creation is repeated: only the last step gives the folder its name.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        // The server process of a killed initdb may still be running.
        await DataDirectoryProcesses.EndAsync(folder.UnfinishedDatabases, cancellationToken);
        if (Directory.Exists(folder.UnfinishedDatabases))
        {
            Directory.Delete(folder.UnfinishedDatabases, recursive: true);
        }

        _files.Write(folder.PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        _files.CreateFolder(folder.UnfinishedDatabases);
        string[] arguments =
        [
            "--pgdata", folder.UnfinishedDatabases, "--username", PostgresAddress.Superuser, "--pwfile", folder.PasswordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions",
        ];
        using ChildProcess initDb = await starter.StartAsync(Command(binaries.InitDb, arguments, Signal.Kill));
        if (await initDb.CompleteAsync(cancellationToken) != 0)
        {
            throw new PostgresStartException($"PostgreSQL could not create its files in {folder.Root}:\n{initDb.LastOutput}");
        }

        Directory.Move(folder.UnfinishedDatabases, folder.Databases);
    }

    /// <summary>Makes the log folder and a fresh socket folder: beside the data, or under /tmp when that path is too long for a socket.</summary>
    public string CreateServerFolders()
    {
        _files.CreateFolder(folder.Log);
        RemoveSocketFolder();
        if (folder.OwnSocketFolderFits)
        {
            _files.CreateFolder(folder.OwnSocketFolder);
            return folder.OwnSocketFolder;
        }

        string elsewhere = $"/tmp/cartwright-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        _files.CreateFolder(elsewhere);
        File.WriteAllText(folder.SocketFolderFile, elsewhere);
        return elsewhere;
    }

    /// <summary>Removes the socket folder of a server that has ended.</summary>
    public void RemoveSocketFolder()
    {
        foreach (string socketFolder in (string[])[folder.OwnSocketFolder, File.Exists(folder.SocketFolderFile) ? File.ReadAllText(folder.SocketFolderFile) : ""])
        {
            if (Directory.Exists(socketFolder))
            {
                Directory.Delete(socketFolder, recursive: true);
            }
        }

        File.Delete(folder.SocketFolderFile);
    }

    /// <summary>A command run as the owner of the databases.</summary>
    public ChildCommand Command(string program, IReadOnlyList<string> arguments, Signal signalWhenParentDies) => new(program, arguments)
    {
        WorkingDirectory = "/",
        User = user,
        ReachableFolder = folder.Databases,
        SignalWhenParentDies = signalWhenParentDies,
        // PGDATA, PGPORT, PGOPTIONS and the like would change what we ask for.
        WithoutVariables = ["PG"],
        Variables = new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8", ["HOME"] = folder.Root },
    };
}
