namespace Cartwright.Orders;

/// <summary>An order to write, with the key of its request, the hash of the body that came with it, and the trace it belongs to.</summary>
internal sealed record PlacementRequest(NewOrder Order, string IdempotencyKey, byte[] BodyHash, string? TraceParent);
