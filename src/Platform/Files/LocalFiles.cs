using System.Text.RegularExpressions;

namespace Cartwright.Platform.Files;

/// <summary>
/// The files of a service below a folder of this instance. A file is named by a SHA-256 hash, a number after a dash where several files have the same hash,
/// and an extension of three or four letters. The hash is that of the content, or of all contents that share it, so a name always means the same content.
/// </summary>
/// <param name="folder">The folder; it is created with the first file.</param>
public sealed partial class LocalFiles(string folder)
{
    /// <summary>The names of all files.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(name => Find(name) is not null)]
        : [];

    const string Temporary = ".tmp";

    /// <summary>Whether a file can have this name. All others are refused, so that a name never leads out of the folder.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Saves a file. Saving it again changes nothing.</summary>
    public async Task SaveAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return;
        }

        // Written to a temporary file and renamed, so that no partial file is visible.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}{Temporary}";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The path of a file; null if this instance has none of this name.</summary>
    public string? Find(string name) => IsName(name) && PathOf(name) is var path && File.Exists(path) ? path : null;

    /// <summary>Removes a file if this instance has it.</summary>
    public void Remove(string name)
    {
        if (Find(name) is { } path)
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes what a crash left of files that were being written before some time.</summary>
    public void RemoveTemporary(DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*" + Temporary, SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
            }
        }
    }

    string PathOf(string name) => Path.Combine(folder, name[..2], name);

    [GeneratedRegex(@"\A[0-9a-f]{64}(-[1-9][0-9]{0,4})?\.[a-z]{3,4}\z")]
    private static partial Regex Name();
}
