using System.Diagnostics.Metrics;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Inventory;

/// <summary>Reservations by outcome.</summary>
internal sealed class ReservationMetrics(IMeterFactory meters) : IBusinessMetrics
{
    readonly Counter<long> _reservations = meters.Create(Metering.MeterName).CreateCounter<long>(
        "cartwright.reservations", "{order}", "Orders for which stock was reserved (taken) or could not be (rejected).");

    public void Count(IEvent fact)
    {
        if (fact is InventoryReserved or InventoryRejected)
        {
            _reservations.Add(1, new KeyValuePair<string, object?>("outcome", fact is InventoryReserved ? "taken" : "rejected"));
        }
    }
}
