using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>A page of customers.</summary>
/// <param name="Items">The customers, newest first.</param>
/// <param name="NextCursor">Asks for the next page; null on the last one.</param>
public sealed record CustomerList(IReadOnlyList<Profile> Items, string? NextCursor);

/// <summary>Lists and searches customers, newest first.</summary>
internal static class ListCustomers
{
    public static async Task<Results<Ok<CustomerList>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken cancellationToken, [Line(100)] string? q = null, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        if (!PageCursor.TryDecode(cursor, out var after))
        {
            return Problems.Invalid("cursor", "This is not a cursor of this list.");
        }

        var rows = await database.QueryAsync<User>(
            $"""
            select {User.Columns}
            from users u
            where 'customer' = any(u.roles)
                and (@after::uuid is null or u.id < @after)
                and (@pattern::text is null or u.search like @pattern)
            order by u.id desc
            limit @limit + 1
            """,
            new { after, pattern = Pattern(q), limit },
            cancellationToken);
        var page = rows.Take(limit).Select(row => row.ToProfile()).ToList();
        return TypedResults.Ok(new CustomerList(page, rows.Count > limit ? PageCursor.Encode(page[^1].Id) : null));
    }

    /// <summary>Finds the text anywhere in username, address for mail and name; null finds everybody.</summary>
    internal static string? Pattern(string? q) => string.IsNullOrWhiteSpace(q)
        ? null
        : $"%{q.Trim().ToLowerInvariant()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
