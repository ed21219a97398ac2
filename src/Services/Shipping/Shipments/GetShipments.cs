using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Shows shipments: to customers their own, to staff those of all.</summary>
internal static class GetShipments
{
    /// <summary>One shipment.</summary>
    public static async Task<Results<Ok<ShipmentResponse>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal user, ShipmentReader shipments, CancellationToken cancellationToken) =>
        await shipments.FindAsync(id, cancellationToken) is { } shipment && user.MayAccess(shipment.UserId, Permission.ReadOrders)
            ? TypedResults.Ok(shipment)
            : Problems.NotFound("shipment");

    /// <summary>The shipments, the oldest first; a customer sees their own.</summary>
    public static async Task<Results<Ok<ShipmentListResponse>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user, ShipmentReader shipments, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        Guid? orderId = null, [OneOf(typeof(ShipmentStatus))] string? status = null, string? warehouse = null)
    {
        if (status is not null && !ShipmentStatus.All.Contains(status))
        {
            return Problems.Invalid("status", "There is no such status.");
        }

        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        Guid? owner = user.Has(Permission.ReadOrders) ? null : user.Id();
        var (items, nextCursor) = page.Cut(await shipments.ListAsync(owner, orderId, status, warehouse, page, cancellationToken), s => s.Id);
        return TypedResults.Ok(new ShipmentListResponse(items, nextCursor));
    }
}
