namespace Cartwright.Simulators;

/// <summary>An order of a simulated marketplace.</summary>
/// <param name="Id">Its index.</param>
/// <param name="Date">When it was placed, to the second.</param>
/// <param name="Amount">What it costs, with two decimals.</param>
/// <param name="Label">What it is about, at most 80 characters.</param>
internal readonly record struct MarketplaceOrder(long Id, DateTimeOffset Date, decimal Amount, string Label);
