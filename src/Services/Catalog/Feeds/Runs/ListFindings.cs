using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>What is wrong with a line of a file.</summary>
/// <param name="Line">The line, from 1, the header included.</param>
/// <param name="Number">Which problem of the line, from 1.</param>
/// <param name="Field">The column, or the field if no column sets it; null if it concerns the whole line.</param>
/// <param name="Value">The value, its first 120 characters.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
public sealed record FeedProblemResponse(int Line, int Number, string? Field, string? Value, string Reason);

/// <summary>A page of problems, by line.</summary>
/// <param name="Items">The problems.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record FeedProblemListResponse(IReadOnlyList<FeedProblemResponse> Items, string? NextCursor);

/// <summary>What a dry run would change.</summary>
/// <param name="Line">The line of the product's first row; 0 for a product that the file does not have.</param>
/// <param name="Number">Which difference of the line, from 1.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Kind"><c>created</c>, <c>updated</c> or <c>deactivated</c>.</param>
/// <param name="Field">The field that changes; that of its variants is named as in a mapping.</param>
/// <param name="Before">Its value now, the first 120 characters.</param>
/// <param name="After">Its value then, the first 120 characters.</param>
public sealed record FeedDifferenceResponse(
    int Line, int Number, string Sku, [property: OneOf("created", "updated", "deactivated")] string Kind, string? Field, string? Before, string? After);

/// <summary>A page of differences, by line.</summary>
/// <param name="Items">The differences.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record FeedDifferenceListResponse(IReadOnlyList<FeedDifferenceResponse> Items, string? NextCursor);

/// <summary>Lists the problems of a run, and what a dry run would change.</summary>
internal static class ListFindings
{
    public static async Task<Results<Ok<FeedProblemListResponse>, ProblemHttpResult>> ProblemsAsync(
        string code, Guid id, RunReader runs, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (Read(request, out var page) is { } problem)
        {
            return problem;
        }

        var (found, next) = await ListAsync<FeedProblemResponse>(
            "field, value, reason from feed_problems", code, id, runs, database, page, p => (p.Line, p.Number), cancellationToken);
        return found is null ? Problems.NotFound("run") : TypedResults.Ok(new FeedProblemListResponse(found, next));
    }

    public static async Task<Results<Ok<FeedDifferenceListResponse>, ProblemHttpResult>> DifferencesAsync(
        string code, Guid id, RunReader runs, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (Read(request, out var page) is { } problem)
        {
            return problem;
        }

        var (found, next) = await ListAsync<FeedDifferenceResponse>(
            "sku, kind, field, before, after from feed_differences", code, id, runs, database, page, d => (d.Line, d.Number), cancellationToken);
        return found is null ? Problems.NotFound("run") : TypedResults.Ok(new FeedDifferenceListResponse(found, next));
    }

    static ProblemHttpResult? Read(PageRequest request, out Page<(int First, int Second)> page) => request.Read(out page);

    static async Task<(IReadOnlyList<T>? Items, string? NextCursor)> ListAsync<T>(
        string columns, string code, Guid id, RunReader runs, Database database, Page<(int First, int Second)> page, Func<T, (int, int)> keyOf,
        CancellationToken cancellationToken)
    {
        if (!FeedRules.IsCode(code) || await runs.FindAsync(code, id, cancellationToken) is null)
        {
            return (null, null);
        }

        return page.Cut(
            await database.QueryAsync<T>(
                $"""
                select line, number, {columns}
                where run_id = @id and (@line::int is null or (line, number) > (@line, @number))
                order by line, number limit @Take
                """,
                new { id, line = page.After?.First, number = page.After?.Second, page.Take },
                cancellationToken),
            keyOf);
    }
}
