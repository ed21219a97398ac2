using System.Security.Claims;
using System.Text.Json;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Polly;

namespace Cartwright.Orders;

/// <summary>Shows the events of an order, from the logs of all services that publish events of orders.</summary>
internal static class GetOrderTimeline
{
    /// <summary>The other services whose events are about orders.</summary>
    internal static readonly string[] EventSources = ["inventory", "payments", "shipping"];

    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static async Task<Results<Ok<OrderTimelineResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, OrderReader reader, NpgsqlDataSource source, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } order || !user.MayAccess(order.UserId, Permission.ReadOrders))
        {
            return Problems.NotFound("order");
        }

        var answers = Task.WhenAll(EventSources.Select(service => AskAsync(service, id, clients, cancellationToken)));
        var own = await EventHistory.ListByAggregateAsync(source, id, cancellationToken);
        var others = await answers;
        return TypedResults.Ok(OrderTimelineResponse.Of(
            id, own.Concat(others.SelectMany(events => events ?? [])), [.. EventSources.Where((_, i) => others[i] is null)]));
    }

    /// <returns>Null when the service does not answer.</returns>
    static async Task<IReadOnlyList<Envelope>?> AskAsync(string service, Guid orderId, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            using var client = clients.CreateClient(service);
            return CloudEvents.ReadList(await client.GetByteArrayAsync(new Uri($"/internal/events/of/{orderId}", UriKind.Relative), timeout.Token));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested
            && error is HttpRequestException or ExecutionRejectedException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }
}
