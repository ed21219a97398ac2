using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>Changes one return at the request of a person: locks its order, checks the owner, decides, saves, answers.</summary>
internal sealed class ReturnUpdater(Database database)
{
    /// <summary>Changes a return.</summary>
    /// <param name="id">The return.</param>
    /// <param name="user">The caller; all but the customer and the staff who manage orders get 404.</param>
    /// <param name="decide">The rule; returns null when the state of the return forbids the change.</param>
    /// <param name="change">What the change does, for the sentence that refuses it: it "cannot be approved".</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id, ClaimsPrincipal user, Func<Return, ReturnDecision?> decide, string change, CancellationToken cancellationToken) =>
        ApplyAsync(
            id, user, (before, _) => decide(before) is { } decision ? decision : Problems.Conflict($"A return that is {before.Status} cannot be {change}."),
            cancellationToken);

    /// <summary>Changes a return by a rule that looks at its order.</summary>
    /// <param name="id">The return.</param>
    /// <param name="user">The caller; all but the customer and the staff who manage orders get 404.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id, ClaimsPrincipal user, Func<Return, ReturnableOrder, Outcome> decide, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<Guid?>("select order_id from returns where id = @id", new { id }, cancellationToken) is not { } orderId
            || await ReturnStore.LockOrderAsync(work, orderId, cancellationToken) is not { } order || !user.MayAccess(order.UserId, Permission.ManageOrders))
        {
            return Problems.NotFound("return");
        }

        var before = await ReturnStore.ReadAsync(work, id, cancellationToken);
        var outcome = decide(before, order);
        if (outcome.Problem is { } problem)
        {
            return problem;
        }

        var decision = outcome.Decision!;
        if (decision.Return.Version != before.Version)
        {
            await ReturnStore.SaveAsync(work, decision.Return, cancellationToken);
            foreach (var fact in decision.Events)
            {
                work.Publish(fact);
            }

            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(ReturnResponse.Of(decision.Return));
    }

    /// <summary>What a rule decided: one of the two.</summary>
    /// <param name="Decision">The change.</param>
    /// <param name="Problem">The refusal.</param>
    internal readonly record struct Outcome(ReturnDecision? Decision, ProblemHttpResult? Problem)
    {
        public static implicit operator Outcome(ReturnDecision decision) => new(decision, null);

        public static implicit operator Outcome(ProblemHttpResult problem) => new(null, problem);
    }
}
