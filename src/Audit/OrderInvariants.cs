using Cartwright.Contracts;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;

namespace Cartwright.Audit;

/// <summary>The invariants that span services: stock, money and orders must agree. Pure functions of the records.</summary>
internal static class OrderInvariants
{
    /// <summary>Finds every violation.</summary>
    public static IEnumerable<Violation> Check(Books books)
    {
        var orders = books.Orders.ToDictionary(o => o.OrderId);
        var reservations = books.Reservations.ToLookup(r => r.OrderId);
        var payments = books.Payments.ToDictionary(p => p.OrderId);
        return books.Orders
            .SelectMany(order => CheckOrder(order, reservations[order.OrderId], payments.GetValueOrDefault(order.OrderId)))
            .Concat(books.Payments.SelectMany(CheckPayment))
            .Concat(books.Charges is null ? [] : CheckCharges(payments, books.Charges))
            .Concat(reservations.Where(r => !orders.ContainsKey(r.Key)).Select(r => new Violation("a reservation belongs to an order", r.Key.ToString(), "no such order")))
            .Concat(books.Payments.Where(p => !orders.ContainsKey(p.OrderId)).Select(p => new Violation("a payment belongs to an order", p.OrderId.ToString(), "no such order")));
    }

    static IEnumerable<Violation> CheckOrder(OrderFact order, IEnumerable<ReservationFact> reservations, PaymentFact? payment)
    {
        var id = order.OrderId.ToString();
        if (order.Status is OrderStatus.Pending or OrderStatus.AwaitingPayment && !order.HasLiveTimer)
        {
            yield return new("an order that waits for stock or payment has a live timer", id, order.Status);
        }

        var ordered = order.Skus.Zip(order.Quantities).ToDictionary(l => l.First, l => l.Second);
        var open = reservations.Where(r => r.Open > 0).ToDictionary(r => r.Sku, r => r.Open);
        var committed = reservations.Where(r => r.Committed > 0).ToDictionary(r => r.Sku, r => r.Committed);
        foreach (var violation in CheckUnits(order, id, ordered, open, committed))
        {
            yield return violation;
        }

        var kept = (payment?.Captured ?? 0) - (payment?.Refunded ?? 0);
        switch (order.Status)
        {
            case OrderStatus.Confirmed or OrderStatus.PartiallyShipped when payment is null || payment.Captured + payment.Authorized != order.Total:
                yield return new("a confirmed order is paid in full", id, $"captured {payment?.Captured ?? 0}, authorized {payment?.Authorized ?? 0} of {order.Total}");
                break;
            // A capture that the provider refused waits for a person.
            case OrderStatus.Shipped or OrderStatus.Delivered when payment is null || payment.Captured + payment.CaptureFailed != order.Total:
                yield return new(
                    "a shipped order is paid in full", id, $"captured {payment?.Captured ?? 0}, refused {payment?.CaptureFailed ?? 0} of {order.Total}");
                break;
            // A refund that the provider refused is money kept, and waits for a person.
            case OrderStatus.Cancelled when kept > (payment?.RefundFailed ?? 0) || kept < 0 || payment?.Authorized > 0:
                yield return new(
                    "a cancelled order keeps no money", id,
                    $"kept {kept}, refunds refused {payment?.RefundFailed ?? 0}, authorized {payment?.Authorized ?? 0}");
                break;
            case OrderStatus.Pending or OrderStatus.Rejected when (payment?.Captured ?? 0) != 0:
                yield return new("no money is taken without stock", id, $"{order.Status}, captured {payment!.Captured}");
                break;
            default:
                break;
        }
    }

    static IEnumerable<Violation> CheckUnits(
        OrderFact order, string id, Dictionary<string, int> ordered, Dictionary<string, int> open, Dictionary<string, int> committed)
    {
        if (order.Status == OrderStatus.PartiallyShipped)
        {
            var sum = open.Concat(committed).GroupBy(u => u.Key, u => u.Value).ToDictionary(g => g.Key, g => g.Sum());
            if (open.Count == 0 || committed.Count == 0 || !AreEqual(sum, ordered))
            {
                yield return new(
                    "a partially shipped order has sent some of its units and holds the others", id,
                    $"shipped {Describe(committed)}, holds {Describe(open)}, ordered {Describe(ordered)}");
            }

            yield break;
        }

        var (mayHold, mustHold, isShipped) = order.Status switch
        {
            OrderStatus.Pending => (true, false, false),
            OrderStatus.AwaitingPayment or OrderStatus.Confirmed => (true, true, false),
            OrderStatus.Shipped or OrderStatus.Delivered => (false, false, true),
            _ => (false, false, false),
        };
        if (open.Count > 0 && !(mayHold && AreEqual(open, ordered)))
        {
            yield return new("open reservations are the ordered units", id, $"{order.Status} holds {Describe(open)}, ordered {Describe(ordered)}");
        }

        if (mustHold && open.Count == 0)
        {
            yield return new("an order that will be shipped holds its units", id, $"{order.Status} holds nothing");
        }

        if (isShipped != committed.Count > 0 || (isShipped && !AreEqual(committed, ordered)))
        {
            yield return new("shipped units are the ordered units", id, $"{order.Status} shipped {Describe(committed)}, ordered {Describe(ordered)}");
        }
    }

    static IEnumerable<Violation> CheckPayment(PaymentFact payment)
    {
        var id = payment.OrderId.ToString();
        if (payment.Completed > 1)
        {
            yield return new("one payment per order", id, $"{payment.Completed} completed payments");
        }

        if (payment.Captured != payment.EntriesCaptured || payment.Refunded != payment.EntriesRefunded || payment.Refunded > payment.Captured)
        {
            yield return new(
                "captured = refunded + kept", id,
                $"captured {payment.Captured} (ledger {payment.EntriesCaptured}), refunded {payment.Refunded} (ledger {payment.EntriesRefunded})");
        }
    }

    static IEnumerable<Violation> CheckCharges(IReadOnlyDictionary<Guid, PaymentFact> payments, IReadOnlyList<ProviderCharge> charges)
    {
        var byOrder = charges.ToLookup(charge => PaymentKey.TryGetOrder(charge.IdempotencyKey, out var orderId) ? orderId : (Guid?)null);
        return payments.Values.SelectMany(payment => CompareWithProvider(payment, [.. byOrder[payment.OrderId]]))
            .Concat(byOrder.Where(group => group.Key is not { } orderId || !payments.ContainsKey(orderId)).SelectMany(group => group.Select(charge =>
                new Violation("a charge belongs to a payment", group.Key?.ToString() ?? charge.IdempotencyKey, "no payment"))));
    }

    static IEnumerable<Violation> CompareWithProvider(PaymentFact payment, IReadOnlyList<ProviderCharge> charges)
    {
        var id = payment.OrderId.ToString();
        if (charges.Count > 1)
        {
            yield return new("one charge per order", id, $"{charges.Count} charges at the provider");
        }

        // While a request is under way the provider may be ahead of us.
        var (captured, refunded) = (charges.Sum(c => c.Captured), charges.Sum(c => c.Refunded));
        // The provider does not know what was given back outside of it.
        var refundedByProvider = payment.Refunded - payment.RefundedManually;
        if (!payment.InFlight && (payment.Captured != captured || refundedByProvider != refunded))
        {
            yield return new(
                "payments match the provider's charges", id,
                $"captured {payment.Captured} here, {captured} there; refunded {refundedByProvider} here, {refunded} there");
        }
    }

    static bool AreEqual(Dictionary<string, int> a, Dictionary<string, int> b) => a.Count == b.Count && a.All(e => b.GetValueOrDefault(e.Key) == e.Value);

    static string Describe(Dictionary<string, int> units) => units.Count == 0 ? "nothing" : string.Join(", ", units.Select(u => $"{u.Value} × {u.Key}"));
}
