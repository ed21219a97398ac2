using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// Copies of the images in the database, as files below a folder of this instance. A file is named by the hash of its content,
/// so a name always means the same content.
/// </summary>
internal sealed partial class ImageFiles(string folder)
{
    /// <summary>The names of all files.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(name => Find(name) is not null)]
        : [];

    /// <summary>The name of an image.</summary>
    public static string NameOf(byte[] content, ImageType type) => Convert.ToHexStringLower(SHA256.HashData(content)) + type.Extension;

    /// <summary>Saves an image.</summary>
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

    /// <summary>The type of an image by its name; null if no image can have this name.</summary>
    public static ImageType? TypeOf(string name) => Name().IsMatch(name) ? ImageType.OfExtension(Path.GetExtension(name)) : null;

    /// <summary>The file of an image; null if this instance has none.</summary>
    public string? Find(string name) => TypeOf(name) is not null && PathOf(name) is var path && File.Exists(path) ? path : null;

    string PathOf(string name) => Path.Combine(folder, name[..2], name);

    [GeneratedRegex(@"\A[0-9a-f]{64}\.[a-z]{3,4}\z")]
    private static partial Regex Name();
}
