using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Shows the shipments of a customer to accounts, for the export of the account.</summary>
internal static class ExportShipments
{
    public static async Task<Results<Ok<UserDataPage<ShipmentResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id, ShipmentReader shipments, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(await shipments.ListAsync(id, null, null, null, page, cancellationToken), s => s.Id);
        return TypedResults.Ok(new UserDataPage<ShipmentResponse>(items, nextCursor));
    }
}
