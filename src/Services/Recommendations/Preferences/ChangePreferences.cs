using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Recommendations;

/// <summary>What a user decided about recommendations.</summary>
/// <param name="Personal">Whether the user's orders and views may be used for the user's own recommendations; true unless the user decided otherwise.</param>
public sealed record RecommendationPreferences(bool Personal);

/// <summary>Shows and changes whether the caller gets personal recommendations.</summary>
internal static class ChangePreferences
{
    public static async Task<Ok<RecommendationPreferences>> GetAsync(ClaimsPrincipal user, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ReadAsync(user.Id(), database, cancellationToken));

    /// <summary>An opt-out also removes the link to the caller's earlier orders and views; nothing restores it.</summary>
    public static async Task<Ok<RecommendationPreferences>> PutAsync(
        RecommendationPreferences request, ClaimsPrincipal user, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await work.ExecuteAsync(
            """
            insert into preferences (user_id, personal, changed_at)
            select @userId, @Personal, @now where not exists (select from erased_users where user_id = @userId)
            on conflict (user_id) do update set personal = excluded.personal, changed_at = excluded.changed_at
            """,
            new { userId = user.Id(), request.Personal, now = time.GetUtcNow() },
            cancellationToken);
        if (!request.Personal)
        {
            await SignalStore.UnlinkAsync(work, [user.Id()], cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(request);
    }

    internal static async Task<RecommendationPreferences> ReadAsync(Guid userId, Database database, CancellationToken cancellationToken) =>
        new(await database.QuerySingleOrDefaultAsync<bool?>("select personal from preferences where user_id = @userId", new { userId }, cancellationToken) ?? true);
}
