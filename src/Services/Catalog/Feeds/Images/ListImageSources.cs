using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>An image that a feed names by URL.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Status"><c>waiting</c>, <c>fetched</c> or <c>failed</c>.</param>
/// <param name="Image">The URL of the image of this shop that was made of it; null until it is fetched.</param>
/// <param name="Error">Why the last attempt failed, in a sentence.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="NextAttemptAt">When the next attempt is made; null for none.</param>
public sealed record FeedImageResponse(
    string Url, [property: OneOf("waiting", "fetched", "failed")] string Status, string? Image, string? Error, int Attempts, DateTimeOffset? NextAttemptAt);

/// <summary>A page of images that feeds name by URL, by URL.</summary>
/// <param name="Items">The images.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record FeedImageListResponse(IReadOnlyList<FeedImageResponse> Items, string? NextCursor);

/// <summary>Lists the images that feeds name by URL, with what became of them.</summary>
internal static class ListImageSources
{
    static readonly string[] Statuses = ["waiting", "fetched", "failed"];

    sealed record Row(string Url, string Status, string? Image, string? Error, int Attempts, DateTimeOffset? NextAttemptAt);

    readonly record struct Key(string Url);

    public static async Task<Results<Ok<FeedImageListResponse>, ProblemHttpResult>> HandleAsync(
        Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken, string? status = null)
    {
        if (status is not null && !Statuses.Contains(status))
        {
            return Problems.Invalid("status", $"Use one of {string.Join(", ", Statuses)}.");
        }

        if (request.Read(1, parts => parts[0].Length is > 0 and <= ImageUrlList.BytesMax ? new Key(parts[0]) : (Key?)null, key => [key.Url], out var page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(
            await database.QueryAsync<Row>(
                """
                select * from (
                    select url, case when image is not null then 'fetched' when error is not null then 'failed' else 'waiting' end as status,
                           image::text as image, error, attempts, next_at as next_attempt_at
                    from image_sources) s
                where (@after::text is null or url > @after) and (@status::text is null or status = @status)
                order by url limit @Take
                """,
                new { after = page.After?.Url, status, page.Take },
                cancellationToken),
            row => new Key(row.Url));
        return TypedResults.Ok(new FeedImageListResponse(
            [
                .. items.Select(row => new FeedImageResponse(
                    row.Url, row.Status, row.Image is null ? null : JsonSerializer.Deserialize(row.Image, CatalogJson.Default.ProductImage)!.Url, row.Error, row.Attempts,
                    row.NextAttemptAt)),
            ],
            nextCursor));
    }
}
