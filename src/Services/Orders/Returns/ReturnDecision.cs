using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>The new state of a return, and the events to publish.</summary>
internal sealed record ReturnDecision(Return Return, IEvent[] Events);
