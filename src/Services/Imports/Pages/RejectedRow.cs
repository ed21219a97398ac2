namespace Cartwright.Imports;

/// <summary>A row of a page that is no order.</summary>
/// <param name="OrderId">The id that it tells, when it does.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Raw">The row as received, truncated when it is long.</param>
internal sealed record RejectedRow(long? OrderId, string Reason, string Raw);
