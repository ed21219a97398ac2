namespace Cartwright.Recommendations;

/// <summary>How well a method foretold the product that visitors looked at next.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Predictions">How many products it had to foretell.</param>
/// <param name="HitRate10">The share of the products that were among the first 10.</param>
/// <param name="HitRate20">The share of the products that were among the first 20.</param>
/// <param name="ReciprocalRank20">The mean of 1/rank, which is 0 beyond rank 20.</param>
public sealed record NextItemScore(string Method, int Predictions, double HitRate10, double HitRate20, double ReciprocalRank20);
