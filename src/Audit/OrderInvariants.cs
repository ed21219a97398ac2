using Cartwright.Contracts;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Simulators;

namespace Cartwright.Audit;

/// <summary>A law that does not hold for something.</summary>
/// <param name="Invariant">The law, in a few words.</param>
/// <param name="Id">What it does not hold for.</param>
/// <param name="Detail">What was found.</param>
internal sealed record Violation(string Invariant, string Id, string Detail);

/// <summary>What all services know of all orders.</summary>
internal sealed record Books(
    IReadOnlyList<OrderFact> Orders, IReadOnlyList<ReservationFact> Reservations, IReadOnlyList<PaymentFact> Payments, IReadOnlyList<ChargeFact> Charges);

/// <summary>The laws of conservation that span services: goods, money and orders must tell the same story. Pure, so that a test can try each law.</summary>
internal static class OrderInvariants
{
    /// <summary>Every violation in the books.</summary>
    public static IEnumerable<Violation> Check(Books books)
    {
        var orders = books.Orders.ToDictionary(o => o.OrderId);
        var reservations = books.Reservations.ToLookup(r => r.OrderId);
        var payments = books.Payments.ToDictionary(p => p.OrderId);
        var charges = books.Charges.ToDictionary(c => c.OrderId);
        return books.Orders
            .SelectMany(order => CheckOrder(order, reservations[order.OrderId], payments.GetValueOrDefault(order.OrderId)))
            .Concat(books.Payments.SelectMany(payment => CheckMoney(payment, charges.GetValueOrDefault(payment.OrderId))))
            .Concat(reservations.Where(r => !orders.ContainsKey(r.Key)).Select(r => new Violation("a reservation belongs to an order", r.Key.ToString(), "no such order")))
            .Concat(books.Payments.Where(p => !orders.ContainsKey(p.OrderId)).Select(p => new Violation("a payment belongs to an order", p.OrderId.ToString(), "no such order")))
            .Concat(books.Charges.Where(c => !payments.ContainsKey(c.OrderId)).Select(c => new Violation("a charge belongs to a payment", c.OrderId.ToString(), "no payment")));
    }

    static IEnumerable<Violation> CheckOrder(OrderFact order, IEnumerable<ReservationFact> reservations, PaymentFact? payment)
    {
        var id = order.OrderId.ToString();
        if (order.Status is OrderStatus.Pending or OrderStatus.AwaitingPayment && !order.HasLiveTimer)
        {
            yield return new("an order is final or has a live timer", id, order.Status);
        }

        var ordered = order.Skus.Zip(order.Quantities).ToDictionary(l => l.First, l => l.Second);
        var open = reservations.Where(r => r.Open > 0).ToDictionary(r => r.Sku, r => r.Open);
        var committed = reservations.Where(r => r.Committed > 0).ToDictionary(r => r.Sku, r => r.Committed);
        var (mayHold, mustHold, left) = order.Status switch
        {
            OrderStatus.Pending => (true, false, false),
            OrderStatus.AwaitingPayment or OrderStatus.Confirmed => (true, true, false),
            OrderStatus.Shipped or OrderStatus.Delivered => (false, false, true),
            _ => (false, false, false),
        };
        if (open.Count > 0 && !(mayHold && Same(open, ordered)))
        {
            yield return new("open reservations are what the order needs", id, $"{order.Status} holds {Text(open)}, ordered {Text(ordered)}");
        }

        if (mustHold && open.Count == 0)
        {
            yield return new("an order that will be sent holds its units", id, $"{order.Status} holds nothing");
        }

        if (left != committed.Count > 0 || (left && !Same(committed, ordered)))
        {
            yield return new("what left is what was ordered", id, $"{order.Status} took {Text(committed)}, ordered {Text(ordered)}");
        }

        var kept = (payment?.Captured ?? 0) - (payment?.Refunded ?? 0);
        switch (order.Status)
        {
            case OrderStatus.Confirmed when payment is null || payment.Captured + payment.Authorized != order.Total:
                yield return new("a confirmed order is paid in full", id, $"captured {payment?.Captured ?? 0}, authorized {payment?.Authorized ?? 0} of {order.Total}");
                break;
            case OrderStatus.Shipped or OrderStatus.Delivered when payment is null || payment.Captured != order.Total:
                yield return new("an order that was sent is paid in full", id, $"captured {payment?.Captured ?? 0} of {order.Total}");
                break;
            case OrderStatus.Cancelled when kept != 0 || payment?.Authorized > 0:
                yield return new("a cancelled order keeps no money", id, $"kept {kept}, authorized {payment?.Authorized ?? 0}");
                break;
            case OrderStatus.Pending or OrderStatus.Rejected when (payment?.Captured ?? 0) != 0:
                yield return new("no money without stock", id, $"{order.Status}, captured {payment!.Captured}");
                break;
            default:
                break;
        }
    }

    static IEnumerable<Violation> CheckMoney(PaymentFact payment, ChargeFact? charge)
    {
        var id = payment.OrderId.ToString();
        if (payment.Completed > 1 || charge?.Charges > 1)
        {
            yield return new("one charge per order", id, $"{payment.Completed} payments, {charge?.Charges ?? 0} charges at the provider");
        }

        if (payment.Captured != payment.EntriesCaptured || payment.Refunded != payment.EntriesRefunded || payment.Refunded > payment.Captured)
        {
            yield return new(
                "captured = refunded + kept", id,
                $"captured {payment.Captured} (ledger {payment.EntriesCaptured}), refunded {payment.Refunded} (ledger {payment.EntriesRefunded})");
        }

        // While a request is under way the provider may know more than we do.
        if (!payment.InFlight && (payment.Captured != (charge?.Captured ?? 0) || payment.Refunded != (charge?.Refunded ?? 0)))
        {
            yield return new(
                "our books are the provider's", id,
                $"captured {payment.Captured} here, {charge?.Captured ?? 0} there; refunded {payment.Refunded} here, {charge?.Refunded ?? 0} there");
        }
    }

    static bool Same(Dictionary<string, int> a, Dictionary<string, int> b) => a.Count == b.Count && a.All(e => b.GetValueOrDefault(e.Key) == e.Value);

    static string Text(Dictionary<string, int> units) => units.Count == 0 ? "nothing" : string.Join(", ", units.Select(u => $"{u.Value} × {u.Key}"));
}
