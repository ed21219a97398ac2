using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>The cart of a user in the export of the account.</summary>
/// <param name="Id">The id that an order names.</param>
/// <param name="TouchedAt">When it was last used.</param>
/// <param name="Lines">The lines, oldest first.</param>
internal sealed record ExportedCart(Guid Id, DateTimeOffset TouchedAt, IReadOnlyList<ExportedCartLine> Lines);

/// <summary>A line of such a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name of the product when it was put in.</param>
/// <param name="Quantity">Units.</param>
/// <param name="SeenPrice">The unit price that the customer saw or accepted last.</param>
/// <param name="SeenCurrency">ISO 4217 code of that price.</param>
/// <param name="AddedAt">When it was put in.</param>
internal sealed record ExportedCartLine(string Sku, string Name, int Quantity, decimal SeenPrice, string SeenCurrency, DateTimeOffset AddedAt);

/// <summary>Shows the cart of a user to accounts, for the export of the account: one page with one cart, or none.</summary>
internal static class ExportCart
{
    public static async Task<Results<Ok<UserDataPage<ExportedCart>>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> _) is { } problem)
        {
            return problem;
        }

        var rows = await database.QueryAsync<CartRow>(
            $"{CartStore.Select} where c.holder = @id and not c.guest order by l.added_at, l.sku", new { id }, cancellationToken);
        return TypedResults.Ok(new UserDataPage<ExportedCart>(rows.Count == 0 ? [] : [Of(CartRow.ToCart(rows))], null));
    }

    static ExportedCart Of(Cart cart) => new(
        cart.Id, cart.TouchedAt!.Value, [.. cart.Lines.Select(l => new ExportedCartLine(l.Sku, l.Name, l.Quantity, l.SeenPrice, l.SeenCurrency, l.AddedAt))]);
}
