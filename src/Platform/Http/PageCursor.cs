using System.Buffers.Text;
using System.Text;

namespace Cartwright.Platform.Http;

/// <summary>The opaque cursor of a page: the sort key of the last row of the page before.</summary>
public static class PageCursor
{
    const char Separator = '\u001f';
    const int LengthMax = 2048;

    /// <summary>Writes the parts of a sort key as a cursor.</summary>
    public static string Encode(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts)));

    /// <summary>Reads a cursor of a given number of parts.</summary>
    /// <returns>False if it is not a cursor of that many parts.</returns>
    public static bool TryDecode(string? cursor, int count, out string[] parts)
    {
        parts = [];
        if (cursor is null || cursor.Length > LengthMax || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator);
        return parts.Length == count && !parts.Any(p => p.Contains('\0', StringComparison.Ordinal));
    }

    /// <summary>A cursor whose only part is an id.</summary>
    public static string Encode(Guid id) => Encode(id.ToString("N"));

    /// <summary>Reads a cursor whose only part is an id. A missing cursor means the first page.</summary>
    /// <returns>False if it is not such a cursor.</returns>
    public static bool TryDecode(string? cursor, out Guid? id)
    {
        id = null;
        if (cursor is null)
        {
            return true;
        }

        if (!TryDecode(cursor, 1, out var parts) || !Guid.TryParse(parts[0], out var parsed))
        {
            return false;
        }

        id = parsed;
        return true;
    }
}
