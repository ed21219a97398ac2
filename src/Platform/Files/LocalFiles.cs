using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Cartwright.Platform.Files;

/// <summary>
/// The files of a service below a folder of this instance. A file is named by the SHA-256 hash of its content and an extension of three or four
/// letters, so a name always means the same content.
/// </summary>
/// <param name="folder">The folder; it is created with the first file.</param>
public sealed partial class LocalFiles(string folder)
{
    /// <summary>The names of all files.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(name => Find(name) is not null)]
        : [];

    /// <summary>The name of a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="extension">The extension, with its dot.</param>
    public static string NameOf(byte[] content, string extension) => Convert.ToHexStringLower(SHA256.HashData(content)) + extension;

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
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
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

    string PathOf(string name) => Path.Combine(folder, name[..2], name);

    [GeneratedRegex(@"\A[0-9a-f]{64}\.[a-z]{3,4}\z")]
    private static partial Regex Name();
}
