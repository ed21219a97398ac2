using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Catalog.Feeds;

/// <summary>Adds, replaces and deletes feeds. Products that a feed has brought stay when it is deleted.</summary>
internal static class EditFeeds
{
    /// <summary>Adds a feed.</summary>
    public static async Task<Results<Created<FeedResponse>, ProblemHttpResult>> CreateAsync(
        FeedRequest input, HttpResponse response, FeedStore feeds, CancellationToken cancellationToken)
    {
        if (FeedRules.Check(input) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            var feed = await feeds.AddAsync(input, cancellationToken);
            response.Headers.ETag = Preconditions.ETag(feed.Version);
            return TypedResults.Created($"/api/products/feeds/{feed.Code}", feed.ToResponse());
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Taken("code", "Another feed has this code.");
        }
    }

    /// <summary>Replaces a feed. A run that is under way keeps what it began with.</summary>
    public static async Task<Results<Ok<FeedResponse>, ProblemHttpResult>> ReplaceAsync(
        string code, FeedRequest input, HttpRequest request, FeedStore feeds, Database database, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using (var work = await database.BeginAsync(cancellationToken))
        {
            if (await FeedStore.LockAsync(work, code, cancellationToken) is not { } current)
            {
                return Problems.NotFound("feed");
            }

            if (Preconditions.Check(request, current.Version) is { } stale)
            {
                return stale;
            }

            var errors = FeedRules.Check(input);
            if (input.Code != code)
            {
                errors["code"] = ["The code of a feed never changes."];
            }

            if (errors.Count > 0)
            {
                return Problems.Invalid(errors);
            }

            await FeedStore.ReplaceAsync(work, current.Id, input, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return await feeds.FindAsync(code, cancellationToken) is { } feed ? Shown(feed, request.HttpContext.Response) : Problems.NotFound("feed");
    }

    /// <summary>Deletes a feed with its runs.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string code, HttpRequest request, Database database, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await FeedStore.LockAsync(work, code, cancellationToken) is not { } current)
        {
            return Problems.NotFound("feed");
        }

        if (Preconditions.Check(request, current.Version) is { } stale)
        {
            return stale;
        }

        await work.ExecuteAsync("delete from feeds where id = @Id", new { current.Id }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Shows a feed with its version.</summary>
    public static Ok<FeedResponse> Shown(Feed feed, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(feed.Version);
        return TypedResults.Ok(feed.ToResponse());
    }
}
