using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>Why staff refuse a return.</summary>
/// <param name="Reason">A sentence for the customer.</param>
public sealed record RejectReturnRequest([property: Required, Line(500, 1)] string Reason);

/// <summary>How a refund that was refused is made good.</summary>
/// <param name="Reference">
/// Where a refund that was made outside of the payment provider can be looked up, for example the number of a bank transfer; without it, the provider is asked
/// again.
/// </param>
public sealed record ReturnRefundRequest([property: Line(200, 1)] string? Reference = null);

/// <summary>Changes the state of a return: each step can be repeated, and is refused with 409 where the state does not allow it.</summary>
internal static class ChangeReturn
{
    /// <summary>The customer or staff end it before the units are back.</summary>
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> CancelAsync(
        Guid id, ClaimsPrincipal user, ReturnUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(
            id, user,
            r => r.Cancel(user.IdOrNull() == r.UserId ? "Cancelled by the customer." : "Cancelled by the shop.", time.GetUtcNow()), "cancelled", cancellationToken);

    /// <summary>Staff allow the customer to send the units.</summary>
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> ApproveAsync(
        Guid id, ClaimsPrincipal user, ReturnUpdater updater, IOptions<OrdersOptions> options, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(id, user, r => r.Approve(time.GetUtcNow(), options.Value), "approved", cancellationToken);

    /// <summary>Staff refuse it.</summary>
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> RejectAsync(
        Guid id, RejectReturnRequest request, ClaimsPrincipal user, ReturnUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(id, user, r => r.Reject(request.Reason, time.GetUtcNow()), "rejected", cancellationToken);

    /// <summary>Staff record that the parcel is back.</summary>
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> ReceiveAsync(
        Guid id, ClaimsPrincipal user, ReturnUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(id, user, r => r.Receive(time.GetUtcNow()), "received", cancellationToken);

    /// <summary>Staff ask again for a refund that was refused, or record one that was made outside of the provider.</summary>
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> RefundAsync(
        Guid id, ReturnRefundRequest request, ClaimsPrincipal user, ReturnUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(id, user, r => r.RepeatRefund(request.Reference, time.GetUtcNow()), "refunded", cancellationToken);
}
