using System.Security.Cryptography;

namespace Cartwright.Catalog;

/// <summary>
/// An image as the shop stores it: a file of each size, named <c>hash-width.extension</c>. The hash is the SHA-256 hash of all files one after another, so a
/// name always means the same content.
/// </summary>
/// <param name="Type">The type of all files.</param>
/// <param name="Width">The width of the largest size, in pixels.</param>
/// <param name="Height">The height of the largest size, in pixels.</param>
/// <param name="Files">The files by width, rising.</param>
internal sealed record StoredImage(ImageType Type, int Width, int Height, IReadOnlyList<(int Width, byte[] Content)> Files)
{
    /// <summary>The hash.</summary>
    public string Hash { get; } = HashOf(Files);

    /// <summary>The widths of the smaller sizes, rising.</summary>
    public int[] SmallerWidths => [.. Files.Select(f => f.Width).Where(width => width != Width)];

    static string HashOf(IEnumerable<(int Width, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in files)
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
