using System.Globalization;

namespace Cartwright.Processes;

/// <summary>Servers whose supervisor was killed. They end with it, but may take a moment: nothing is started in their folder before.</summary>
internal static class LeftoverProcesses
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Ends processes of these names that work in a folder.</summary>
    public static async Task EndAsync(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        while (In(real, names) is { Count: > 0 } left)
        {
            left.ForEach(processId => Libc.Signal(processId, Signal.Kill));
            await Task.Delay(Poll, cancellationToken);
        }
    }

    static List<int> In(string folder, IReadOnlyList<string> names) =>
        [.. from process in Directory.EnumerateDirectories("/proc")
            let processId = int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var number) ? number : 0
            where processId > 0 && Owns(processId, folder, names)
            select processId];

    static bool Owns(int processId, string folder, IReadOnlyList<string> names)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget == folder && names.Contains(File.ReadAllText($"/proc/{processId}/comm").Trim());
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
