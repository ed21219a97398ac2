using System.Globalization;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>How the lists of what was found wrong are paged: by a number that rises.</summary>
internal static class FindingsPage
{
    /// <summary>Reads what all of these lists are asked with.</summary>
    /// <returns>The number before which the page begins, null on the first one; or what to answer.</returns>
    public static (long? Before, ProblemHttpResult? Problem) Read(MarketplaceDirectory marketplaces, string? marketplace, int limit, string? cursor)
    {
        if (limit is < 1 or > 100)
        {
            return (null, Problems.Invalid("limit", "The limit must be 1 to 100."));
        }

        if (marketplace is not null && marketplaces.Find(marketplace) is null)
        {
            return (null, Problems.Invalid("marketplace", "There is no such marketplace."));
        }

        if (cursor is null)
        {
            return (null, null);
        }

        return PageCursor.TryDecode(cursor, 1, out var parts) && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? (before, null)
            : (null, Problems.Invalid("cursor", "This is not a cursor of this list."));
    }

    /// <summary>The cursor of what comes after a number.</summary>
    public static string Cursor(long id) => PageCursor.Encode(id.ToString(CultureInfo.InvariantCulture));
}
