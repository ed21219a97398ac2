using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>What an order takes out of a cart.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Items">The ordered lines, at most 200.</param>
internal sealed record TakeOrderedLinesRequest(Guid UserId, [property: Length(1, Cart.LinesMax), NoNulls] IReadOnlyList<OrderedCartLine> Items);

/// <summary>Takes the lines of an order out of the cart, for the orders service. A repetition changes nothing.</summary>
internal static class TakeOrderedLines
{
    public static async Task<NoContent> HandleAsync(Guid id, TakeOrderedLinesRequest request, Database database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await OrderedCart.TakeAsync(work, [new(request.UserId, id, request.Items)], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
