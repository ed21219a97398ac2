using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Shipping;

namespace Cartwright.Audit;

/// <summary>The records of all services about all orders.</summary>
/// <param name="Orders">Of the orders service.</param>
/// <param name="Reservations">Of the inventory service.</param>
/// <param name="Payments">Of the payments service.</param>
/// <param name="Shipments">Of the shipping service.</param>
/// <param name="Charges">Of the payment provider; null when there is no settlement report to compare with.</param>
internal sealed record Books(
    IReadOnlyList<OrderFact> Orders, IReadOnlyList<ReservationFact> Reservations, IReadOnlyList<PaymentFact> Payments, IReadOnlyList<ShipmentFact> Shipments,
    IReadOnlyList<ProviderCharge>? Charges);
