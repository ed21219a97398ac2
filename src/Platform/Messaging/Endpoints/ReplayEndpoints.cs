using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Messaging;

/// <summary>Requests and lists the replays of a service; for administrators.</summary>
internal static class ReplayEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/events").RequirePermission(Permission.OperateSystem);
        group.MapPost("replay", RequestAsync)
            .Describe("requestReplay", "Lets a service handle past events again.");
        group.MapGet("replays", ListAsync)
            .Describe("listReplays", "Lists the replays of a service.");
        group.MapGet("replays/{id:guid}", GetAsync)
            .Describe("getReplay", "Shows a replay.");
    }

    static async Task<Results<Accepted<ReplayResponse>, ProblemHttpResult>> RequestAsync(
        ReplayRequest request, Replays replays, Subscriptions subscriptions, CancellationToken cancellationToken)
    {
        var subscribed = subscriptions.Types.Where(t => t.Publisher == request.Publisher).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        if (subscribed.Length == 0)
        {
            return Problems.Invalid("publisher", "This service subscribed to no events of that publisher.");
        }

        if (request.Names is { } requested && (requested.Count == 0 || requested.Except(subscribed).Any()))
        {
            return Problems.Invalid("names", $"This service subscribed to: {string.Join(", ", subscribed)}.");
        }

        var names = request.Names is null ? subscribed : [.. request.Names.Distinct()];
        return TypedResults.Accepted((string?)null, await replays.AddAsync(request.Publisher, names, request.Since, cancellationToken));
    }

    static async Task<Ok<ReplayList>> ListAsync(ReplayStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReplayList(await store.ListAsync(cancellationToken)));

    static async Task<Results<Ok<ReplayResponse>, ProblemHttpResult>> GetAsync(Guid id, ReplayStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } replay ? TypedResults.Ok(replay) : Problems.NotFound("replay");
}
