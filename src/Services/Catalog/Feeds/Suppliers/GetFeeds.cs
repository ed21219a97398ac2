using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>Shows feeds: one, or all of them.</summary>
internal static class GetFeeds
{
    public static async Task<Results<Ok<FeedResponse>, ProblemHttpResult>> OneAsync(
        string code, HttpResponse response, FeedStore feeds, CancellationToken cancellationToken) =>
        await feeds.FindAsync(code, cancellationToken) is { } feed ? EditFeeds.Shown(feed, response) : Problems.NotFound("feed");

    public static async Task<Results<Ok<FeedListResponse>, ProblemHttpResult>> ListAsync(
        FeedStore feeds, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(1, parts => FeedRules.IsCode(parts[0]) ? new FeedKey(parts[0]) : (FeedKey?)null, key => [key.Code], out var page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(await feeds.ListAsync(page.After?.Code, page.Take, cancellationToken), feed => new FeedKey(feed.Code));
        return TypedResults.Ok(new FeedListResponse([.. items.Select(feed => feed.ToResponse())], nextCursor));
    }

    readonly record struct FeedKey(string Code);
}
