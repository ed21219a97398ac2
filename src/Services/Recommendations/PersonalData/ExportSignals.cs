using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Recommendations;

/// <summary>A product that a user ordered or looked at, in the export of the account.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Kind"><c>ordered</c> or <c>viewed</c>.</param>
/// <param name="At">When.</param>
internal sealed record ExportedSignal(Guid ProductId, string Kind, DateTimeOffset At);

/// <summary>Shows to accounts the signals that are linked to a user, and the user's preference, for the export of the account.</summary>
internal static class ExportSignals
{
    public static async Task<Results<Ok<UserDataPage<ExportedSignal>>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<(DateTimeOffset At, Guid ProductId)> page) is { } problem)
        {
            return problem;
        }

        var rows = await database.QueryAsync<ExportedSignal>(
            """
            select product_id, kind, at from (
                select l.product_id, 'ordered' as kind, b.at from baskets b cross join unnest(b.products) as l (product_id) where b.user_id = @id
                union all
                select product_id, 'viewed', at from views where user_id = @id
            ) s
            where @at::timestamptz is null or (at, product_id) < (@at, @productId)
            order by at desc, product_id desc limit @Take
            """,
            new { id, at = page.After?.At, productId = page.After?.ProductId, page.Take },
            cancellationToken);
        var (items, nextCursor) = page.Cut(rows, row => (row.At, row.ProductId));
        return TypedResults.Ok(new UserDataPage<ExportedSignal>(items, nextCursor));
    }

    /// <summary>One page with one preference.</summary>
    public static async Task<Results<Ok<UserDataPage<RecommendationPreferences>>, ProblemHttpResult>> PreferencesAsync(
        Guid id, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken) =>
        request.Read(out Page<Guid> _) is { } problem
            ? problem
            : TypedResults.Ok(new UserDataPage<RecommendationPreferences>([await ChangePreferences.ReadAsync(id, database, cancellationToken)], null));
}
