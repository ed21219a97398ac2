using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// Pictures as files below a folder of this instance, named for their content, so that what a name stands for never changes:
/// copies of what is in the database.
/// </summary>
internal sealed partial class ImageFiles(string folder)
{
    /// <summary>The names of all that are here.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(name => Find(name) is not null)]
        : [];

    /// <summary>The name of a picture.</summary>
    public static string NameOf(byte[] content, ImageType type) => Convert.ToHexStringLower(SHA256.HashData(content)) + type.Extension;

    /// <summary>Keeps a picture.</summary>
    public async Task SaveAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return;
        }

        // Complete or not there: written beside its place and renamed into it.
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

    /// <summary>The kind of a picture as its name tells it, or null when no picture is called so.</summary>
    public static ImageType? TypeOf(string name) => Name().IsMatch(name) ? ImageType.OfExtension(Path.GetExtension(name)) : null;

    /// <summary>The file of a picture, or null when there is none here.</summary>
    public string? Find(string name) => TypeOf(name) is not null && PathOf(name) is var path && File.Exists(path) ? path : null;

    string PathOf(string name) => Path.Combine(folder, name[..2], name);

    [GeneratedRegex(@"\A[0-9a-f]{64}\.[a-z]{3,4}\z")]
    private static partial Regex Name();
}
