using Cartwright.Contracts;

namespace Cartwright.Payments;

/// <summary>What follows from an outcome: the new state, the event that says so, and a refund where the order does not want the money.</summary>
internal sealed record Settlement(Payment Payment, IEvent? Event, Refund? Refund);
