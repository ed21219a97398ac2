using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>Shows runs of a feed: one, or all of them.</summary>
internal static class GetRuns
{
    public static async Task<Results<Ok<FeedRunResponse>, ProblemHttpResult>> OneAsync(string code, Guid id, RunReader runs, CancellationToken cancellationToken) =>
        FeedRules.IsCode(code) && await runs.FindAsync(code, id, cancellationToken) is { } run ? TypedResults.Ok(run) : Problems.NotFound("run");

    public static async Task<Results<Ok<FeedRunListResponse>, ProblemHttpResult>> ListAsync(
        string code, FeedStore feeds, RunReader runs, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        if (await feeds.FindAsync(code, cancellationToken) is not { } feed)
        {
            return Problems.NotFound("feed");
        }

        var (items, nextCursor) = page.Cut(await runs.ListAsync(feed.Code, page, cancellationToken), run => run.Id);
        return TypedResults.Ok(new FeedRunListResponse(items, nextCursor));
    }
}
