using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// Pictures as files below a folder, named for their content: the same picture is stored once, and what a name stands for never changes.
/// </summary>
internal sealed partial class ImageStore(string folder)
{
    /// <summary>Stores a picture and returns its name. When it returns, the picture survives a crash.</summary>
    public async Task<string> SaveAsync(byte[] content, ImageType type, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content)) + type.Extension;
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return name;
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

        return name;
    }

    /// <summary>The file and kind of a picture, or null when there is none of that name.</summary>
    public (string Path, ImageType Type)? Find(string name) =>
        Name().IsMatch(name) && ImageType.OfExtension(Path.GetExtension(name)) is { } type && PathOf(name) is var path && File.Exists(path)
            ? (path, type)
            : null;

    string PathOf(string name) => Path.Combine(folder, name[..2], name);

    [GeneratedRegex(@"\A[0-9a-f]{64}\.[a-z]{3,4}\z")]
    private static partial Regex Name();
}
