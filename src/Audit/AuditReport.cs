namespace Cartwright.Audit;

/// <summary>The result of an audit.</summary>
/// <param name="Orders">Orders that were compared.</param>
/// <param name="ImportedOrders">Orders of marketplaces that were compared.</param>
/// <param name="IsProviderCompared">Whether payments were compared with the settlement report of the payment provider.</param>
/// <param name="InFlight">Pieces of work that had not ended at the time-out; 0 when all had.</param>
/// <param name="Violations">Invariants that do not hold.</param>
public sealed record AuditReport(int Orders, long ImportedOrders, bool IsProviderCompared, long InFlight, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether all work has ended and all invariants hold.</summary>
    public bool IsClean => InFlight == 0 && Violations.Count == 0;
}
