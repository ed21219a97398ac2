using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Orders;

/// <summary>An order in the export of an account.</summary>
/// <param name="Order">The order.</param>
/// <param name="Timeline">The events of this service about it, oldest first.</param>
/// <param name="Returns">Its returns, oldest first.</param>
internal sealed record ExportedOrder(OrderResponse Order, IReadOnlyList<TimelineEntryResponse> Timeline, IReadOnlyList<ReturnResponse> Returns);

/// <summary>Shows the orders of a customer to accounts, for the export of the account: a page with five statements.</summary>
internal static class ExportOrders
{
    public static async Task<Results<Ok<UserDataPage<ExportedOrder>>, ProblemHttpResult>> HandleAsync(
        Guid id, OrderReader reader, ReturnReader returns, NpgsqlDataSource source, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (orders, nextCursor) = page.Cut(await reader.ListAsync(new(id, null, null), page, cancellationToken), order => order.Id);
        Guid[] ids = [.. orders.Select(order => order.Id)];
        var returned = (await returns.OfOrdersAsync(ids, cancellationToken)).ToLookup(r => r.OrderId);
        var events = (await EventHistory.ListByAggregatesAsync(source, ids, cancellationToken)).ToLookup(e => e.AggregateId);
        return TypedResults.Ok(new UserDataPage<ExportedOrder>(
            [.. orders.Select(order => new ExportedOrder(order, OrderTimelineResponse.Of(order.Id, events[order.Id], []).Items, [.. returned[order.Id]]))], nextCursor));
    }
}
