using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Who takes a shipment.</summary>
/// <param name="Carrier">The code of a carrier of the settings; without it, somebody else takes it.</param>
/// <param name="TrackingNumber">The carrier's number, if there is one: letters, digits and hyphens.</param>
public sealed record DispatchShipmentRequest(
    [property: StringLength(32)] string? Carrier,
    [property: RegularExpression("^[A-Za-z0-9-]{1,64}$", ErrorMessage = "A tracking number consists of 1 to 64 letters, digits and hyphens.")] string? TrackingNumber);

/// <summary>
/// Hands a shipment to a carrier. Orders decides whether it may leave, because its customer may be cancelling the order at this moment: the shipment is
/// dispatching until its answer comes.
/// </summary>
internal static class DispatchShipment
{
    public static async Task<Results<Ok<ShipmentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, DispatchShipmentRequest request, ShipmentUpdater updater, Carriers carriers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Carrier is not null && !carriers.Codes.Contains(request.Carrier))
        {
            return Problems.Invalid("carrier", $"There is no such carrier. Carriers: {string.Join(", ", carriers.Codes)}.");
        }

        if (request is { Carrier: null, TrackingNumber: not null })
        {
            return Problems.Invalid("carrier", "Name the carrier whose tracking number this is.");
        }

        return await updater.ApplyAsync(
            id,
            shipments => shipments.RequestDispatch(id, request.Carrier, request.TrackingNumber, time.GetUtcNow()),
            // A repeated request changes nothing.
            shipment => shipment.Status is ShipmentStatus.Dispatching or ShipmentStatus.Dispatched
                && shipment.Carrier == request.Carrier && shipment.TrackingNumber == request.TrackingNumber
                    ? null
                    : $"A shipment that is {shipment.Status} cannot be dispatched.",
            cancellationToken);
    }
}
