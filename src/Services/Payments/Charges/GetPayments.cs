using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Payments;

/// <summary>A payment of an order.</summary>
/// <param name="Id">The payment.</param>
/// <param name="OrderId">The order it pays.</param>
/// <param name="Attempt">Which payment of the order it is.</param>
/// <param name="UserId">Who pays.</param>
/// <param name="Amount">The amount to pay.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Status"><c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Failure">Why it failed, or why its outcome is not known yet.</param>
/// <param name="Captured">The amount that was captured.</param>
/// <param name="Refunded">The amount that was refunded.</param>
/// <param name="CreatedAt">When it was requested.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record PaymentResponse(
    Guid Id, Guid OrderId, int Attempt, Guid UserId, decimal Amount, string Currency, string Method, string Status, string? Failure,
    decimal Captured, decimal Refunded, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>The payments of an order, first to last.</summary>
/// <param name="Items">One per attempt.</param>
public sealed record PaymentList(IReadOnlyList<PaymentResponse> Items);

/// <summary>Shows payments to the users who made them and to administrators.</summary>
internal static class GetPayments
{
    const string Columns = "id, order_id, attempt, user_id, amount, currency, method, status, failure, captured, refunded, created_at, updated_at";

    public static async Task<Results<Ok<PaymentResponse>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal user, Database database, CancellationToken cancellationToken) =>
        await ReadAsync(id, database, cancellationToken) is { } payment && user.MayAccess(payment.UserId, Permission.ReadOrders)
            ? TypedResults.Ok(payment)
            : Problems.NotFound("payment");

    public static async Task<Ok<PaymentList>> OfOrderAsync(Guid orderId, ClaimsPrincipal user, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PaymentList(await database.QueryAsync<PaymentResponse>(
            $"select {Columns} from payments where order_id = @orderId and (@everybody or user_id = @userId) order by attempt",
            new { orderId, everybody = user.Has(Permission.ReadOrders), userId = user.Id() },
            cancellationToken)));

    internal static Task<PaymentResponse?> ReadAsync(Guid id, Database database, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<PaymentResponse>($"select {Columns} from payments where id = @id", new { id }, cancellationToken);
}
