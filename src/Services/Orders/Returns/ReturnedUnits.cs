using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>Units of an ordered line in a return.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Line">The line of the order.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Parts">The parts of a bundle as JSON; null when it is none.</param>
/// <param name="Quantity">Units that come back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Restocked">Units that can be sold again, as the inspection found.</param>
/// <param name="Scrapped">Units that cannot.</param>
internal sealed record ReturnedUnits(
    Guid ReturnId, short Line, string Sku, string Name, string? Parts, int Quantity, string Reason, int Restocked, int Scrapped)
{
    /// <summary>Units whose money is given back.</summary>
    public int Accepted => Restocked + Scrapped;

    /// <summary>The units that go back into stock: of a bundle, its parts.</summary>
    public IEnumerable<RestockedUnits> Stock() => Parts is null
        ? [new(Sku, Restocked)]
        : JsonSerializer.Deserialize(Parts, OrdersJson.Default.IReadOnlyListOrderLinePart)!.Select(part => new RestockedUnits(part.Sku, Restocked * part.Quantity));
}
