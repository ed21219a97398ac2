using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Records that a shipment arrived. Its order is delivered with its last shipment.</summary>
internal static class DeliverShipment
{
    public static Task<Results<Ok<ShipmentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ShipmentUpdater updater, TimeProvider time, CancellationToken cancellationToken) => updater.ApplyAsync(
        id,
        shipments => shipments.Deliver(id, time.GetUtcNow()),
        shipment => shipment.Status == ShipmentStatus.Delivered ? null : $"A shipment that is {shipment.Status} cannot arrive.",
        cancellationToken);
}
