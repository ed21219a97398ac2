using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Changes one order at the request of a person: locks it, checks its owner, decides, saves, answers.</summary>
internal sealed class OrderUpdater(Database database, OrderReader reader)
{
    /// <summary>Changes an order.</summary>
    /// <param name="id">The order.</param>
    /// <param name="user">The caller; all but its customer and administrators get 404.</param>
    /// <param name="decide">The rule; returns null when the order's state forbids the change.</param>
    /// <param name="refusal">The sentence that explains the refusal.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id, ClaimsPrincipal user, Func<Order, Decision?> decide, Func<Order, string> refusal, CancellationToken cancellationToken)
    {
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            var order = (await OrderStore.LoadAsync(work, [id], cancellationToken)).SingleOrDefault();
            if (order is null || !user.MayAccess(order.UserId, Permission.ManageOrders))
            {
                return Problems.NotFound("order");
            }

            if (decide(order) is not { } decision)
            {
                return Problems.Conflict(refusal(order));
            }

            await OrderStore.SaveAsync(work, [decision.Order], cancellationToken);
            foreach (var fact in decision.Events)
            {
                work.Publish(fact);
            }

            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok((await reader.FindAsync(id, cancellationToken))!);
    }
}
