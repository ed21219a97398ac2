using Cartwright.Contracts;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>What came back agrees between orders, inventory and payments: units and money.</summary>
internal static class ReturnInvariants
{
    public static async Task<IReadOnlyList<Violation>> CheckAsync(NpgsqlConnection orders, NpgsqlConnection inventory, NpgsqlConnection payments) =>
    [
        .. (await ReturnsBooks.FindOverReturnedAsync(orders)).Select(number => new Violation(
            "an order takes back at most what was ordered", number, "returns of more units than the order has")),
        .. Compare(await ReturnsBooks.ListReturnsAsync(orders), await PaymentsBooks.ListRefundsOfReturnsAsync(payments)),
        .. Compare(await ReturnsBooks.ListRestockedAsync(orders), await InventoryBooks.ListReturnedAsync(inventory)),
    ];

    /// <summary>The refund of a return was made once and in full, or not at all.</summary>
    internal static IEnumerable<Violation> Compare(IReadOnlyList<ReturnFact> returns, IReadOnlyDictionary<Guid, decimal> refunded)
    {
        foreach (var found in returns)
        {
            var paid = refunded.GetValueOrDefault(found.ReturnId);
            var isRight = found.Status switch
            {
                ReturnStatus.Completed => paid == found.Refund,
                // The event about it may be on its way.
                ReturnStatus.Inspected => paid == 0 || paid == found.Refund,
                _ => paid == 0,
            };
            if (!isRight)
            {
                yield return new("a return is refunded once and in full", found.Number, $"{found.Status}: refunded {paid} of {found.Refund}");
            }
        }

        foreach (var unknown in refunded.Keys.Except(returns.Select(r => r.ReturnId)))
        {
            yield return new("a refund of a return belongs to a return", $"{unknown}", "no such return");
        }
    }

    /// <summary>The units that inspections found good are in stock again.</summary>
    internal static IEnumerable<Violation> Compare(
        IReadOnlyList<RestockedFact> found, IReadOnlyDictionary<(Guid OrderId, string Sku), int> restocked)
    {
        var expected = found.ToDictionary(f => (f.OrderId, f.Sku), f => f.Quantity);
        return expected.Keys.Union(restocked.Keys)
            .Where(key => expected.GetValueOrDefault(key) != restocked.GetValueOrDefault(key))
            .Select(key => new Violation(
                "returned units are in stock again", $"{key.OrderId} {key.Sku}", $"{restocked.GetValueOrDefault(key)} of {expected.GetValueOrDefault(key)} units"));
    }
}
