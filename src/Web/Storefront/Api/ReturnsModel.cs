namespace Cartwright.Storefront.Api;

/// <summary>Units of a line in a return.</summary>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units that come back.</param>
public sealed record ReturnedLine(string Name, int Quantity);

/// <summary>A return of an order.</summary>
/// <param name="Id">The return.</param>
/// <param name="Number">The number for the parcel.</param>
/// <param name="Status">Its status, see <see cref="Contracts.ReturnStatus"/>.</param>
/// <param name="StatusReason">Why it was rejected or cancelled, or its refund refused, in a sentence.</param>
/// <param name="Items">What comes back.</param>
/// <param name="Refund">What is given back; null before the inspection.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ArriveBefore">When it is cancelled unless it has arrived; null when it is not.</param>
/// <param name="CreatedAt">When it was requested.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record OrderReturn(
    Guid Id, string Number, string Status, string? StatusReason, IReadOnlyList<ReturnedLine> Items, decimal? Refund, string Currency,
    DateTimeOffset? ArriveBefore, DateTimeOffset CreatedAt, int Version);

/// <summary>Units of a line that can be sent back.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record ReturnableItem(string Sku, string Name, int Quantity);

/// <summary>The returns of an order, and what can still be sent back.</summary>
/// <param name="Items">The returns, newest first.</param>
/// <param name="Returnable">What can be sent back now.</param>
/// <param name="Kind">By which right, see <see cref="Contracts.ReturnKind"/>.</param>
/// <param name="WithdrawableUntil">Until when by a withdrawal; null while the order has not arrived.</param>
/// <param name="Until">Until when at all; null while the order has not arrived.</param>
public sealed record OrderReturns(
    IReadOnlyList<OrderReturn> Items, IReadOnlyList<ReturnableItem> Returnable, string Kind, DateTimeOffset? WithdrawableUntil, DateTimeOffset? Until);

/// <summary>Units to send back.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Reason">Why, see <see cref="Contracts.ReturnReason"/>.</param>
public sealed record ReturnItem(string Sku, int Quantity, string Reason);

/// <summary>Requests a return.</summary>
/// <param name="Items">What comes back.</param>
/// <param name="Comment">What the customer says about it.</param>
public sealed record ReturnRequest(IReadOnlyList<ReturnItem> Items, string? Comment);
