using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>The way every change of one order by a person goes: lock it, check whose it is, decide, write, answer.</summary>
internal sealed class ChangeOrder(Database database, OrderReader reader)
{
    /// <summary>Changes an order.</summary>
    /// <param name="id">The order.</param>
    /// <param name="user">Who asks; others than its customer and administrators are told that it does not exist.</param>
    /// <param name="decide">The rule; null when the order's state forbids it.</param>
    /// <param name="refusal">The sentence that then explains it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id, ClaimsPrincipal user, Func<Order, Decision?> decide, Func<Order, string> refusal, CancellationToken cancellationToken)
    {
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            var order = (await OrderStore.LoadAsync(work, [id], cancellationToken)).SingleOrDefault();
            if (order is null || !user.MayActFor(order.UserId))
            {
                return Problems.NotFound("order");
            }

            if (decide(order) is not { } decision)
            {
                return Problems.Conflict(refusal(order));
            }

            await OrderStore.SaveAsync(work, [decision.Order], cancellationToken);
            foreach (var happened in decision.Events)
            {
                work.Publish(happened);
            }

            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok((await reader.FindAsync(id, cancellationToken))!);
    }
}
