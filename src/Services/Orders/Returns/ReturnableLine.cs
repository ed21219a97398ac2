namespace Cartwright.Orders;

/// <summary>A line of an order, with what came back of it so far.</summary>
/// <param name="Line">Its number in the order.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units that were ordered.</param>
/// <param name="UnitPrice">Price of one unit, in the currency of the order.</param>
/// <param name="Parts">The parts of a bundle as JSON; null when it is none.</param>
/// <param name="Requested">Units of returns that were not rejected or cancelled.</param>
/// <param name="Accepted">Units whose money is given back.</param>
/// <param name="Withdrawn">Those of them that came back by a withdrawal.</param>
internal sealed record ReturnableLine(
    short Line, string Sku, string Name, int Quantity, decimal UnitPrice, string? Parts, int Requested, int Accepted, int Withdrawn)
{
    /// <summary>Units that can still be sent back.</summary>
    public int Returnable => Quantity - Requested;
}
