using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Changes one shipment at the request of staff: locks those of its order, decides, saves, answers.</summary>
internal sealed class ShipmentUpdater(Database database, Carriers carriers, ShipmentReader shipments)
{
    /// <summary>Changes a shipment.</summary>
    /// <param name="id">The shipment.</param>
    /// <param name="decide">The rule; returns null when the state of the shipment forbids the change, or it was made before.</param>
    /// <param name="refusal">The sentence that explains the refusal; null when the change was made before.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Results<Ok<ShipmentResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id, Func<OrderShipments, ShipmentDecision?> decide, Func<Shipment, string?> refusal, CancellationToken cancellationToken)
    {
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            if (await work.QuerySingleOrDefaultAsync<Guid?>("select order_id from shipments where id = @id", new { id }, cancellationToken) is not { } order)
            {
                return Problems.NotFound("shipment");
            }

            string? refused = null;
            var events = await ShipmentStore.DecideAsync(
                work,
                [(order, id)],
                carriers,
                (all, _) =>
                {
                    var decision = decide(all);
                    refused = decision is null ? refusal(all.Find(id)!) : null;
                    return decision;
                },
                cancellationToken);
            if (refused is not null)
            {
                return Problems.Conflict(refused);
            }

            foreach (var fact in events)
            {
                work.Publish(fact);
            }

            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok((await shipments.FindAsync(id, cancellationToken))!);
    }
}
