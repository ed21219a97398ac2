using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Orders;

/// <summary>Units of a line in a return.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units that come back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Restocked">Units that can be sold again, as the inspection found.</param>
/// <param name="Scrapped">Units that cannot be sold again. The money of these is given back as well; all others go back to the customer.</param>
public sealed record ReturnLineResponse(
    string Sku, string Name, int Quantity, [property: OneOf(typeof(ReturnReason))] string Reason, int Restocked, int Scrapped);

/// <summary>A return: units of an order that come back.</summary>
/// <param name="Id">The return.</param>
/// <param name="Number">The number shown to people, to be written on the parcel.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="Kind">Whether the customer withdraws from the contract, or asks the shop to take units back.</param>
/// <param name="Status">Its status, see <see cref="ReturnStatus"/>.</param>
/// <param name="StatusReason">Why it was rejected or cancelled, or why its refund was refused.</param>
/// <param name="Items">What comes back.</param>
/// <param name="Comment">What the customer said about it.</param>
/// <param name="Refund">What is given back; null before the inspection.</param>
/// <param name="Deduction">What was kept of it, for example because units are worn.</param>
/// <param name="Currency">ISO 4217 code of both.</param>
/// <param name="ArriveBefore">When it is cancelled unless it has arrived; null when it is not.</param>
/// <param name="CreatedAt">When it was requested.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Version">Rises by one with each change.</param>
public sealed record ReturnResponse(
    Guid Id, string Number, Guid OrderId, string OrderNumber, Guid UserId, [property: OneOf(typeof(ReturnKind))] string Kind,
    [property: OneOf(typeof(ReturnStatus))] string Status, string? StatusReason, IReadOnlyList<ReturnLineResponse> Items, string? Comment,
    decimal? Refund, decimal Deduction, string Currency, DateTimeOffset? ArriveBefore, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version)
{
    internal static ReturnResponse Of(Return r) => new(
        r.Id, r.Number, r.OrderId, r.OrderNumber, r.UserId, r.Kind, r.Status, r.StatusReason,
        [.. r.Lines.Select(l => new ReturnLineResponse(l.Sku, l.Name, l.Quantity, l.Reason, l.Restocked, l.Scrapped))],
        r.Comment, r.Refund is { } refund ? Written(refund, r.Currency) : null, Written(r.Deduction, r.Currency), r.Currency, r.DueAt, r.CreatedAt, r.UpdatedAt,
        r.Version);

    static decimal Written(decimal amount, string currency) => new Money(amount, Contracts.Currency.Of(currency)).Amount;
}

/// <summary>A page of returns, newest first.</summary>
/// <param name="Items">The returns.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record ReturnListResponse(IReadOnlyList<ReturnResponse> Items, string? NextCursor);

/// <summary>Units of a line that can still be sent back.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record ReturnableLineResponse(string Sku, string Name, int Quantity);

/// <summary>The returns of an order, and what can still be sent back.</summary>
/// <param name="Items">Its returns, newest first.</param>
/// <param name="Returnable">What can be sent back now; empty when nothing can.</param>
/// <param name="Kind">By which right it would be sent back now.</param>
/// <param name="WithdrawableUntil">Until when by a withdrawal; null while the order has not arrived.</param>
/// <param name="Until">Until when at all; null while the order has not arrived.</param>
/// <param name="Refusal">Why nothing can be sent back, in a sentence; null when something can, or all of it was.</param>
public sealed record OrderReturnsResponse(
    IReadOnlyList<ReturnResponse> Items, IReadOnlyList<ReturnableLineResponse> Returnable, [property: OneOf(typeof(ReturnKind))] string Kind,
    DateTimeOffset? WithdrawableUntil, DateTimeOffset? Until, string? Refusal);
