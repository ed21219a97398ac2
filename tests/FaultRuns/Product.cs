namespace Cartwright.Faults;

/// <summary>Something to order.</summary>
/// <param name="Id">The product.</param>
/// <param name="Sku">Its only variant.</param>
/// <param name="Stock">Units that lie in the warehouse.</param>
public sealed record Product(Guid Id, string Sku, int Stock);
