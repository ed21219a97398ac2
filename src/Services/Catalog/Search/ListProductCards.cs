using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Products that a page shows beside its subject.</summary>
/// <param name="Items">The active ones of those that were asked for, in the order of the request.</param>
public sealed record ProductCardsResponse(IReadOnlyList<ProductResponse> Items);

/// <summary>Shows several products at once, for other services: from memory, or with one statement for those that are not there.</summary>
internal static class ListProductCards
{
    const int CardsMax = 50;

    public static async Task<Results<Ok<ProductCardsResponse>, ProblemHttpResult>> HandleAsync(
        Guid[]? id, ProductReading reading, CancellationToken cancellationToken) => id?.Length > CardsMax
        ? Problems.Invalid("id", $"Name at most {CardsMax} products.")
        : TypedResults.Ok(new ProductCardsResponse(await reading.ListAsync(id ?? [], cancellationToken)));
}
