namespace Cartwright.Orders;

/// <summary>A return as the orders service records it.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">Its number.</param>
/// <param name="Status">Its state, for example <c>inspected</c>.</param>
/// <param name="Refund">What is given back; 0 before the inspection.</param>
public sealed record ReturnFact(Guid ReturnId, string Number, string Status, decimal Refund);
