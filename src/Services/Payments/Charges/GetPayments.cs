using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
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
/// <param name="Provider">The payment provider that it is made with: <c>simulated</c> or <c>stripe</c>.</param>
/// <param name="Status">
/// <c>processing</c>, <c>action_required</c> (the customer must confirm it with the bank), <c>authorized</c>, <c>capturing</c>, <c>voiding</c>,
/// <c>completed</c>, <c>failed</c>, <c>cancelled</c>, <c>voided</c>, <c>capture_failed</c> or <c>void_failed</c>.
/// </param>
/// <param name="Failure">Why it, its capture or its void failed, or why the outcome is not known yet.</param>
/// <param name="Captured">The amount that was captured.</param>
/// <param name="Refunded">The amount that was refunded.</param>
/// <param name="CreatedAt">When it was requested.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Refunds">Its refunds, first to last, at most 100.</param>
/// <param name="ActionUrl">Where the customer confirms the payment with the bank; null unless it is <c>action_required</c>.</param>
public sealed record PaymentResponse(
    Guid Id, Guid OrderId, int Attempt, Guid UserId, decimal Amount, string Currency, string Method,
    [property: OneOf(typeof(PaymentProvider))] string Provider, [property: OneOf(typeof(PaymentState))] string Status, string? Failure,
    decimal Captured, decimal Refunded, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<RefundResponse> Refunds,
    string? ActionUrl);

/// <summary>A refund of a payment.</summary>
/// <param name="Id">The refund.</param>
/// <param name="Amount">What is given back.</param>
/// <param name="Status"><c>processing</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Method"><c>provider</c>, or <c>manual</c> where the money went back outside of the payment provider.</param>
/// <param name="Failure">Why it failed, or why its outcome is not known yet.</param>
/// <param name="Reference">Where a manual refund can be looked up.</param>
/// <param name="CreatedAt">When it was requested.</param>
public sealed record RefundResponse(
    Guid Id, decimal Amount, [property: OneOf("processing", "completed", RefundStatus.Failed)] string Status,
    [property: OneOf(typeof(RefundMethod))] string Method, string? Failure, string? Reference, DateTimeOffset CreatedAt);

/// <summary>The payments of an order, first to last.</summary>
/// <param name="Items">One per attempt.</param>
public sealed record PaymentList(IReadOnlyList<PaymentResponse> Items);

/// <summary>Shows payments to the users who made them and to administrators.</summary>
internal static class GetPayments
{
    const string Columns = "id, order_id, attempt, user_id, amount, currency, method, provider, status, failure, captured, refunded, created_at, updated_at, action_url";

    sealed record Row(
        Guid Id, Guid OrderId, int Attempt, Guid UserId, decimal Amount, string Currency, string Method, string Provider, string Status, string? Failure,
        decimal Captured, decimal Refunded, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? ActionUrl);

    sealed record RefundRow(
        Guid PaymentId, Guid Id, decimal Amount, string Status, string Method, string? Failure, string? Reference, DateTimeOffset CreatedAt);

    public static async Task<Results<Ok<PaymentResponse>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal user, Database database, CancellationToken cancellationToken) =>
        await ReadAsync(id, database, cancellationToken) is { } payment && user.MayAccess(payment.UserId, Permission.ReadOrders)
            ? TypedResults.Ok(payment)
            : Problems.NotFound("payment");

    public static async Task<Ok<PaymentList>> OfOrderAsync(Guid orderId, ClaimsPrincipal user, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PaymentList(await ListAsync(
            "order_id = @orderId and (@everybody or user_id = @userId) order by attempt",
            new { orderId, everybody = user.Has(Permission.ReadOrders), userId = user.Id() },
            database,
            cancellationToken)));

    /// <summary>A page of the payments of a user, newest first.</summary>
    internal static Task<IReadOnlyList<PaymentResponse>> OfUserAsync(Guid userId, Page<Guid> page, Database database, CancellationToken cancellationToken) =>
        ListAsync(
            "user_id = @userId and (@After::uuid is null or id < @After) order by id desc limit @Take",
            new { userId, page.After, page.Take },
            database,
            cancellationToken);

    internal static async Task<PaymentResponse?> ReadAsync(Guid id, Database database, CancellationToken cancellationToken) =>
        (await ListAsync("id = @id", new { id }, database, cancellationToken)).SingleOrDefault();

    static async Task<IReadOnlyList<PaymentResponse>> ListAsync(string filter, object parameters, Database database, CancellationToken cancellationToken)
    {
        var payments = await database.QueryAsync<Row>($"select {Columns} from payments where {filter}", parameters, cancellationToken);
        if (payments.Count == 0)
        {
            return [];
        }

        var refunds = (await database.QueryAsync<RefundRow>(
            """
            select payment_id, id, amount, status, method, failure, reference, created_at from refunds where payment_id = any(@payments) order by id
            """,
            new { payments = payments.Select(p => p.Id).ToArray() },
            cancellationToken)).ToLookup(r => r.PaymentId);
        return [.. payments.Select(p => ToResponse(p, refunds[p.Id]))];
    }

    static PaymentResponse ToResponse(Row row, IEnumerable<RefundRow> refunds) => new(
        row.Id, row.OrderId, row.Attempt, row.UserId, row.Amount, row.Currency, row.Method, row.Provider, row.Status, row.Failure, row.Captured,
        row.Refunded, row.CreatedAt, row.UpdatedAt, [.. refunds.Select(r => new RefundResponse(r.Id, r.Amount, r.Status, r.Method, r.Failure, r.Reference, r.CreatedAt))],
        row.ActionUrl);
}
