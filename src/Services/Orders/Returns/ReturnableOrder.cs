using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>An order as returns see it, and the rules for its money. Without I/O.</summary>
internal sealed record ReturnableOrder
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required Guid UserId { get; init; }
    public required string Status { get; init; }
    public required decimal Subtotal { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Shipping { get; init; }
    public required string Currency { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Whether its personal data was removed: no words of its customer are kept any more.</summary>
    public bool IsErased { get; init; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<ReturnableLine> Lines { get; init; } = [];

    /// <summary>Until when units can be sent back; null while the order has not arrived.</summary>
    public DateTimeOffset? ReturnableUntil(OrdersOptions options) => DeliveredAt + options.ReturnPeriod;

    /// <summary>Until when its customer can withdraw; null while the order has not arrived, because the time begins then.</summary>
    public DateTimeOffset? WithdrawableUntil(OrdersOptions options) => DeliveredAt + options.WithdrawalPeriod;

    /// <summary>By which right its customer sends units back now.</summary>
    public string KindAt(DateTimeOffset now, OrdersOptions options) => now > WithdrawableUntil(options) ? ReturnKind.Return : ReturnKind.Withdrawal;

    /// <summary>Why its customer cannot send units back, in a sentence; null if they can.</summary>
    public string? RefusalAt(DateTimeOffset now, OrdersOptions options) =>
        Status is not (OrderStatus.Shipped or OrderStatus.Delivered) ? $"An order that is {Status} cannot be sent back."
        : ReturnableUntil(options) is { } until && now > until ? $"This order could be sent back until {until:yyyy-MM-dd}."
        : null;

    /// <summary>
    /// What is given back for units: their prices with their share of the tax. Shares are cut from the tax of the whole order, so that returns one by one give
    /// back as much as one return of everything, to the smallest coin. The withdrawal that leaves nothing of the order gives back the price of shipping as well
    /// (directive 2011/83/EU, article 13).
    /// </summary>
    /// <param name="accepted">The units, by line.</param>
    /// <param name="kind">The kind of the return.</param>
    public Money RefundFor(IReadOnlyDictionary<short, int> accepted, string kind)
    {
        var currency = Contracts.Currency.Of(Currency);
        var before = GoodsOf(line => line.Accepted);
        var now = GoodsOf(line => accepted.GetValueOrDefault(line.Line));
        var refund = WithTax(before + now) - WithTax(before);
        var leavesNothing = kind == ReturnKind.Withdrawal && Lines.All(line => line.Withdrawn + accepted.GetValueOrDefault(line.Line) == line.Quantity);
        return leavesNothing ? refund + new Money(Shipping, currency) : refund;

        Money GoodsOf(Func<ReturnableLine, int> units) =>
            Lines.Aggregate(Money.Zero(currency), (sum, line) => sum + (units(line) * new Money(line.UnitPrice, currency)));

        Money WithTax(Money goods) => Subtotal == 0 ? goods : goods + Money.Rounded(Tax * goods.Amount / Subtotal, currency);
    }
}
