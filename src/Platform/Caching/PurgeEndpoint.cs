using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Caching;

/// <summary>Drops cached values at the request of the instance that changed what they show; for other services only.</summary>
internal static class PurgeEndpoint
{
    /// <summary>Its path.</summary>
    public const string Path = "/internal/caches/purges";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Handle).RequireAuthorization(Policies.Service).DisableRateLimiting().ExcludeFromDescription();

    static Results<NoContent, ProblemHttpResult> Handle(PurgeRequest request, Caches caches)
    {
        if (request.Tags.Count is 0 or > PurgeRequest.TagsMax || request.Tags.Contains(null!))
        {
            return Problems.Invalid("tags", $"Name 1 to {PurgeRequest.TagsMax} tags.");
        }

        caches.Purge([.. request.Tags]);
        return TypedResults.NoContent();
    }
}
