namespace Cartwright.Audit;

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">The invariant, in a few words.</param>
/// <param name="Id">The order, SKU, event or import that violates it.</param>
/// <param name="Detail">What was found.</param>
public sealed record Violation(string Invariant, string Id, string Detail);
