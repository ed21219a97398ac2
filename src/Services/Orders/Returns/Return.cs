using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Orders;

/// <summary>
/// The state of a return and its rules, without I/O. Each method decides about one input. It returns null when the state forbids the input, and a decision
/// without events when the input is repeated.
/// </summary>
internal sealed record Return
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required Guid UserId { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public string? Comment { get; init; }
    public required string Currency { get; init; }

    /// <summary>What is given back; null before the inspection.</summary>
    public decimal? Refund { get; init; }

    /// <summary>What was kept of it, for example because units are worn.</summary>
    public decimal Deduction { get; init; }

    /// <summary>How often a refund was requested.</summary>
    public int RefundAttempt { get; init; }

    /// <summary>When it is cancelled unless it has arrived.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }

    /// <summary>What comes back.</summary>
    public IReadOnlyList<ReturnedUnits> Lines { get; init; } = [];

    /// <summary>A customer wants to send units back. Nobody can refuse a withdrawal, and staff do not ask themselves: these are approved at once.</summary>
    /// <param name="requested">The return.</param>
    /// <param name="byStaff">Whether staff request it for the customer.</param>
    /// <param name="options">How long its units may be on their way.</param>
    public static ReturnDecision Request(Return requested, bool byStaff, OrdersOptions options)
    {
        var request = new ReturnRequested(
            requested.Id, requested.Number, requested.OrderId, requested.OrderNumber, requested.UserId, requested.Kind,
            [.. requested.Lines.Select(l => new ReturnLine(l.Sku, l.Name, l.Quantity, l.Reason))]);
        if (requested.Kind != ReturnKind.Withdrawal && !byStaff)
        {
            return new(requested, [request]);
        }

        var approval = requested.Approve(requested.CreatedAt, options)!;
        return new(approval.Return with { Version = 1 }, [request, .. approval.Events]);
    }

    /// <summary>Staff allow the customer to send the units.</summary>
    public ReturnDecision? Approve(DateTimeOffset now, OrdersOptions options)
    {
        if (Status == ReturnStatus.Approved)
        {
            return Unchanged;
        }

        DateTimeOffset? dueAt = Kind == ReturnKind.Withdrawal ? null : (now + options.ReturnArrival).ToStored();
        return Status == ReturnStatus.Requested
            ? new(To(ReturnStatus.Approved, now) with { DueAt = dueAt }, [new ReturnApproved(Id, Number, OrderId, OrderNumber, UserId, dueAt)])
            : null;
    }

    /// <summary>Staff refuse it, for a reason that the customer gets to read.</summary>
    public ReturnDecision? Reject(string reason, DateTimeOffset now) =>
        Status == ReturnStatus.Rejected && StatusReason == reason ? Unchanged
        : Status == ReturnStatus.Requested
            ? new(To(ReturnStatus.Rejected, now) with { StatusReason = reason }, [new ReturnRejected(Id, Number, OrderId, OrderNumber, UserId, reason)])
            : null;

    /// <summary>It ends before the units came back.</summary>
    public ReturnDecision? Cancel(string reason, DateTimeOffset now) =>
        Status == ReturnStatus.Cancelled ? Unchanged
        : Status is ReturnStatus.Requested or ReturnStatus.Approved
            ? new(To(ReturnStatus.Cancelled, now) with { StatusReason = reason }, [new ReturnCancelled(Id, Number, OrderId, OrderNumber, UserId, reason)])
            : null;

    /// <summary>The parcel is back.</summary>
    public ReturnDecision? Receive(DateTimeOffset now) =>
        Status == ReturnStatus.Received ? Unchanged
        : Status == ReturnStatus.Approved ? new(To(ReturnStatus.Received, now), [new ReturnReceived(Id, Number, OrderId, OrderNumber, UserId)])
        : null;

    /// <summary>Staff looked at the units. What can be sold again goes back into stock, and the refund is requested.</summary>
    /// <param name="found">The lines with what was found.</param>
    /// <param name="worth">What the accepted units are worth.</param>
    /// <param name="deduction">What is kept of it, at most all.</param>
    /// <param name="now">The time.</param>
    public ReturnDecision? Inspect(IReadOnlyList<ReturnedUnits> found, Money worth, decimal deduction, DateTimeOffset now)
    {
        if (IsInspected && Lines.SequenceEqual(found) && Deduction == deduction)
        {
            return Unchanged;
        }

        if (Status != ReturnStatus.Received)
        {
            return null;
        }

        var refund = worth - new Money(deduction, worth.Currency);
        List<RestockedUnits> units =
        [
            .. found.SelectMany(line => line.Stock()).GroupBy(u => u.Sku).Select(g => new RestockedUnits(g.Key, g.Sum(u => u.Quantity))).Where(u => u.Quantity > 0),
        ];
        var inspected = To(ReturnStatus.Inspected, now) with { Lines = found, Refund = refund.Amount, Deduction = deduction };
        var fact = new ReturnInspected(Id, OrderId, units, refund.Amount, Currency);
        return refund.Amount == 0
            ? new(inspected with { Status = ReturnStatus.Completed }, [fact, inspected.Completion()])
            : inspected.RequestRefund(null, [fact]);
    }

    /// <summary>Staff ask again for a refund that was refused, or record one that was made outside of the payment provider.</summary>
    /// <param name="reference">Where the refund outside of the provider can be looked up; null to ask the provider.</param>
    /// <param name="now">The time.</param>
    public ReturnDecision? RepeatRefund(string? reference, DateTimeOffset now) =>
        Status == ReturnStatus.RefundFailed ? (To(ReturnStatus.Inspected, now) with { StatusReason = null }).RequestRefund(reference, []) : null;

    /// <summary>The money was given back. Null when that is known.</summary>
    public ReturnDecision? Refunded(DateTimeOffset now) =>
        Status is ReturnStatus.Inspected or ReturnStatus.RefundFailed ? new(To(ReturnStatus.Completed, now) with { StatusReason = null }, [Completion()]) : null;

    /// <summary>The refund was refused. Null after a success, whose event may arrive first.</summary>
    public ReturnDecision? RefundRefused(string reason, DateTimeOffset now) =>
        Status == ReturnStatus.Inspected ? new(To(ReturnStatus.RefundFailed, now) with { StatusReason = reason }, []) : null;

    ReturnDecision Unchanged => new(this, []);

    bool IsInspected => Status is ReturnStatus.Inspected or ReturnStatus.Completed or ReturnStatus.RefundFailed;

    ReturnDecision RequestRefund(string? reference, IEvent[] before)
    {
        var requested = this with { RefundAttempt = RefundAttempt + 1 };
        return new(requested, [.. before, new ReturnRefundRequested(Id, OrderId, requested.RefundAttempt, Refund!.Value, Currency, reference)]);
    }

    ReturnCompleted Completion() => new(Id, Number, OrderId, OrderNumber, UserId, Refund!.Value, Currency);

    Return To(string status, DateTimeOffset now) => this with { Status = status, DueAt = null, UpdatedAt = now.ToStored(), Version = Version + 1 };
}
