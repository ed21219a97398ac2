using System.Diagnostics;

namespace Cartwright.Processes;

/// <summary>The command, user and environment of a child process.</summary>
/// <param name="Program">Path of the executable.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The folder it starts in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The user it runs as; null for the user of this process.</summary>
    public OperatingSystemUser? User { get; init; }

    /// <summary>A folder that it must reach even where <see cref="User"/> may not pass the folders above it.</summary>
    public string? ReachableFolder { get; init; }

    /// <summary>The signal that it gets when this process ends, even by a kill.</summary>
    public Signal SignalWhenParentDies { get; init; } = Signal.Terminate;

    /// <summary>Prefixes of the variables that it does not inherit.</summary>
    public IReadOnlyList<string> WithoutVariables { get; init; } = [];

    /// <summary>Variables set for it.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Called with each line of its output.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>
    /// The command line. Both prefixes replace themselves by the program, so the id of the process is the program's own:
    /// <c>setsid</c> keeps Ctrl-C in the terminal from reaching the child before its parent has drained,
    /// <c>setpriv</c> changes the user and ties the child's life to its parent's.
    /// </summary>
    /// <exception cref="UnreachableFolderException">The user cannot get to <see cref="ReachableFolder"/>.</exception>
    public ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        string[] prefix = ["setpriv", .. AsUser(), "--pdeathsig", NameOf(SignalWhenParentDies), "--"];
        foreach (string argument in (IEnumerable<string>)[.. prefix, Program, .. Arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in start.Environment.Keys.Where(name => WithoutVariables.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>The first folder above a path that other users may not pass, or null.</summary>
    public static string? FirstClosedFolder(string path)
    {
        for (DirectoryInfo? folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    static string NameOf(Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Quit => "QUIT",
        Signal.Kill => "KILL",
        Signal.Terminate => "TERM",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    string[] AsUser()
    {
        if (User is null)
        {
            return [];
        }

        string[] user = [$"--reuid={User.UserId}", $"--regid={User.GroupId}", "--init-groups"];
        if (ReachableFolder is null || FirstClosedFolder(ReachableFolder) is not { } closed)
        {
            return user;
        }

        // A clone in a private folder (/root, say): the child keeps the one capability that lets it pass the folders above its own.
        string capability = Capabilities.ToPassClosedFolders()
            ?? throw new UnreachableFolderException(
                $"User {User.Name} cannot reach {ReachableFolder} because {closed} is closed to others; "
                + $"run `chmod o+x {closed}` or keep the data in another folder.");
        return [.. user, $"--inh-caps=+{capability}", $"--ambient-caps=+{capability}"];
    }
}
