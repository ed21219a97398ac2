namespace Cartwright.Imports;

/// <summary>The outcome of a page.</summary>
/// <param name="Saved">How many orders are new.</param>
/// <param name="Repeated">How many rows arrived more than once.</param>
/// <param name="Rejected">How many rows were not orders.</param>
/// <param name="Differing">How many orders contradict what is known.</param>
/// <param name="Missing">How many indexes have no order.</param>
internal sealed record PageOutcome(int Saved, int Repeated, int Rejected, int Differing, int Missing);
