namespace Cartwright.Orders;

/// <summary>An order as the orders service records it.</summary>
public sealed record OrderFact
{
    /// <summary>The order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Its state, for example <c>awaiting_payment</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it costs.</summary>
    public required decimal Total { get; init; }

    /// <summary>Whether a timer is set that is not overdue.</summary>
    public required bool HasLiveTimer { get; init; }

    /// <summary>Whether inventory has said where the units are; it has not said so of orders of earlier versions.</summary>
    public bool IsAllocated { get; init; }

    /// <summary>The code of its method of shipping; orders of earlier versions have none.</summary>
    public string? ShippingMethod { get; init; }

    /// <summary>The SKUs whose units the order takes, sorted, each once: of a bundle those of its parts.</summary>
    public required string[] Skus { get; init; }

    /// <summary>The units of each of <see cref="Skus"/>.</summary>
    public required int[] Quantities { get; init; }
}
