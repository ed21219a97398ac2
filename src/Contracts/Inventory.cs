namespace Cartwright.Contracts;

/// <summary>All units of an order are reserved.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Units">The units, by warehouse; null in events of earlier versions.</param>
[Event("inventory.reserved", "inventory")]
public sealed record InventoryReserved(Guid OrderId, IReadOnlyList<ReservedUnits>? Units = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A SKU of which an order wants more than there is.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Requested">Units ordered.</param>
/// <param name="Available">Units that could be had.</param>
public sealed record Shortage(string Sku, int Requested, int Available);

/// <summary>An order cannot be supplied; nothing is reserved for it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Shortages">What is missing.</param>
[Event("inventory.rejected", "inventory")]
public sealed record InventoryRejected(Guid OrderId, IReadOnlyList<Shortage> Shortages) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The available units of a SKU changed; many changes within a moment are told once.</summary>
/// <param name="ProductId">The product of the SKU.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Available">Units that can be ordered now, over all warehouses.</param>
[Event("stock.changed", "inventory")]
public sealed record StockChanged(Guid ProductId, string Sku, int Available) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}

/// <summary>The available units of a SKU fell to the low-stock threshold or below.</summary>
/// <param name="ProductId">The product of the SKU.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Available">Units that can be ordered now, over all warehouses.</param>
[Event("stock.low", "inventory")]
public sealed record StockLow(Guid ProductId, string Sku, int Available) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}
