using Cartwright.Contracts;
using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>Where a return stands, as the page of its order tells it.</summary>
internal static class ReturnProgress
{
    /// <summary>The reasons that the page offers, with their names.</summary>
    public static IReadOnlyList<(string Code, string Name)> Reasons { get; } =
    [
        (ReturnReason.Unwanted, "I do not want it any more"),
        (ReturnReason.DoesNotFit, "It does not fit"),
        (ReturnReason.NotAsDescribed, "It is not as described"),
        (ReturnReason.Damaged, "It is damaged or does not work"),
        (ReturnReason.WrongItem, "I received something else"),
        (ReturnReason.Other, "Another reason"),
    ];

    /// <summary>The state in a few words.</summary>
    public static string Headline(OrderReturn found) => found.Status switch
    {
        ReturnStatus.Requested => "We look at your request",
        ReturnStatus.Approved => "Please send it to us",
        ReturnStatus.Rejected => "Not accepted",
        ReturnStatus.Cancelled => "Cancelled",
        ReturnStatus.Received => "Your parcel has arrived",
        ReturnStatus.Inspected => "Your money is on its way",
        ReturnStatus.Completed => found.Refund > 0 ? "Your money was given back" : "Complete",
        ReturnStatus.RefundFailed => "We return your money another way",
        _ => Display.Label(found.Status),
    };

    /// <summary>What happens next or why, in a sentence; null where the headline says everything.</summary>
    public static string? Explanation(OrderReturn found) => found.Status switch
    {
        ReturnStatus.Approved when found.ArriveBefore is { } before =>
            $"Write {found.Number} on the parcel. It must arrive by {Display.Date(before)}.",
        ReturnStatus.Approved => $"Write {found.Number} on the parcel.",
        ReturnStatus.Rejected or ReturnStatus.Cancelled => found.StatusReason,
        ReturnStatus.Inspected or ReturnStatus.Completed or ReturnStatus.RefundFailed when found.Refund > 0 =>
            $"{Display.Money(found.Refund.Value, found.Currency)} of your payment.",
        ReturnStatus.Completed => "None of the units could be accepted. We send them back to you.",
        _ => null,
    };

    /// <summary>Whether the customer may still cancel it.</summary>
    public static bool CanCancel(OrderReturn found) => found.Status is ReturnStatus.Requested or ReturnStatus.Approved;

    /// <summary>When the page should look again; null when no return of it moves on by itself.</summary>
    public static int? RefreshSeconds(OrderReturns? returns) => returns switch
    {
        null => null,
        _ when returns.Items.Any(r => r.Status == ReturnStatus.Inspected) => 3,
        _ when returns.Items.Any(r => r.Status is ReturnStatus.Requested or ReturnStatus.Approved or ReturnStatus.Received) => 60,
        _ => null,
    };
}
