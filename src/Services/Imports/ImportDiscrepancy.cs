namespace Cartwright.Imports;

/// <summary>An invariant of imports that does not hold.</summary>
/// <param name="Invariant">The invariant, in a few words.</param>
/// <param name="Id">The import, chunk or marketplace that violates it.</param>
/// <param name="Detail">What was found.</param>
public sealed record ImportDiscrepancy(string Invariant, string Id, string Detail);
