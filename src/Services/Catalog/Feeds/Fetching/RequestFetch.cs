using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>Has the file of a feed fetched now.</summary>
internal static class RequestFetch
{
    public static async Task<Results<Accepted<FeedResponse>, ProblemHttpResult>> HandleAsync(
        string code, FeedStore feeds, Database database, CancellationToken cancellationToken)
    {
        if (await feeds.FindAsync(code, cancellationToken) is not { } feed)
        {
            return Problems.NotFound("feed");
        }

        if (feed.Url is null)
        {
            return Problems.Conflict("The feed has no url to fetch its file from.");
        }

        await database.ExecuteAsync("update feeds set next_fetch_at = now() where id = @Id and url is not null", new { feed.Id }, cancellationToken);
        return await feeds.FindAsync(code, cancellationToken) is { } due
            ? TypedResults.Accepted($"/api/products/feeds/{code}", due.ToResponse())
            : Problems.NotFound("feed");
    }
}
