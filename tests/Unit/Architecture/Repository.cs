namespace Cartwright.Unit.Architecture;

/// <summary>The files that the tests of the architecture look at.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The names of the projects below <c>src</c>, which are the names of their assemblies.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Files("src", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The folder of a project below <c>src</c>, from the root.</summary>
    public static string FolderOf(string project) =>
        Path.GetDirectoryName(Files("src", ".csproj").Single(file => Path.GetFileNameWithoutExtension(file) == project))!;

    /// <summary>The paths of a folder's files from the root, by the end of their name.</summary>
    public static IEnumerable<string> Files(string folder, params IReadOnlyCollection<string> endings) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        where endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
        select Path.GetRelativePath(Root, file);

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cartwright.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
