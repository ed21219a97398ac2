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
        if (!subscriptions.Types.Any(t => t.Publisher == request.Publisher))
        {
            return Problems.Invalid("publisher", "This service subscribed to no events of that publisher.");
        }

        var repeatable = subscriptions.Repeatable.Where(t => t.Publisher == request.Publisher).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        if (repeatable.Length == 0)
        {
            return Problems.Invalid("publisher", "The events of that publisher start actions of this service. A replay would repeat the actions.");
        }

        if (request.Names is { } requested && (requested.Count == 0 || requested.Except(repeatable).Any()))
        {
            return Problems.Invalid("names", $"This service can handle again: {string.Join(", ", repeatable)}.");
        }

        var names = request.Names is null ? repeatable : [.. request.Names.Distinct()];
        return TypedResults.Accepted((string?)null, await replays.AddAsync(request.Publisher, names, request.Since, cancellationToken));
    }

    static async Task<Ok<ReplayList>> ListAsync(ReplayStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReplayList(await store.ListAsync(cancellationToken)));

    static async Task<Results<Ok<ReplayResponse>, ProblemHttpResult>> GetAsync(Guid id, ReplayStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is { } replay ? TypedResults.Ok(replay) : Problems.NotFound("replay");
}
