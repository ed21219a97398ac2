using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>The new state of an order, and the events to publish.</summary>
internal sealed record Decision(Order Order, IEvent[] Events);
