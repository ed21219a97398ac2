using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>A page of customers.</summary>
/// <param name="Items">The customers, newest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record CustomerListResponse(IReadOnlyList<UserResponse> Items, string? NextCursor);

/// <summary>Lists and searches customers, newest first.</summary>
internal static class ListCustomers
{
    public static async Task<Results<Ok<CustomerListResponse>, ProblemHttpResult>> HandleAsync(
        Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken, [Line(100)] string? q = null)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var rows = await database.QueryAsync<User>(
            $"""
            select {User.Columns}
            from users u
            where 'customer' = any(u.roles) and u.erased_at is null
                and (@After::uuid is null or u.id < @After)
                and (@pattern::text is null or u.search like @pattern)
            order by u.id desc
            limit @Take
            """,
            new { page.After, page.Take, pattern = Pattern(q) },
            cancellationToken);
        var (customers, nextCursor) = page.Cut(rows, row => row.Id);
        return TypedResults.Ok(new CustomerListResponse([.. customers.Select(row => row.ToResponse())], nextCursor));
    }

    /// <summary>The pattern that finds a text anywhere in username, email address and name; null finds all.</summary>
    internal static string? Pattern(string? q) => string.IsNullOrWhiteSpace(q)
        ? null
        : $"%{CanonicalForm.Of(q.Trim()).ToLowerInvariant()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
