namespace Cartwright.Processes;

/// <summary>The folders in which programs are looked for.</summary>
internal static class SearchPath
{
    /// <summary>Whether a program is in one of them.</summary>
    public static bool Has(string program) => Find(program) is not null;

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
