using System.Diagnostics.Metrics;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Shipping;

/// <summary>Shipments by what happened to them.</summary>
internal sealed class ShipmentMetrics(IMeterFactory meters) : IBusinessMetrics
{
    readonly Counter<long> _shipments = meters.Create(Metering.MeterName).CreateCounter<long>(
        "cartwright.shipments", "{shipment}", "Shipments that were created, dispatched or delivered.");

    public void Count(IEvent fact)
    {
        var status = fact switch
        {
            ShipmentCreated => "created",
            ShipmentDispatched => "dispatched",
            ShipmentDelivered => "delivered",
            _ => null,
        };
        if (status is not null)
        {
            _shipments.Add(1, new KeyValuePair<string, object?>("status", status));
        }
    }
}
