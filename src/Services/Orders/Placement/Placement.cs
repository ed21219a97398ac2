namespace Cartwright.Orders;

/// <summary>What became of it.</summary>
internal abstract record Placement
{
    /// <summary>The order exists, made now or by an earlier request with the same key.</summary>
    public sealed record Placed(OrderResponse Order) : Placement;

    /// <summary>The key belongs to another order.</summary>
    public sealed record OtherBody : Placement;

    /// <summary>The cart has become an order already.</summary>
    public sealed record CartTaken : Placement;

    /// <summary>The account of the customer was erased; the token of the request has not ended yet.</summary>
    public sealed record AccountErased : Placement;
}
