namespace Cartwright.Catalog;

/// <summary>A run of a feed that says what is not so, or that nobody goes on with.</summary>
/// <param name="Run">The run.</param>
/// <param name="Problem">What is wrong, in words that follow its id.</param>
public sealed record FeedRunDiscrepancy(Guid Run, string Problem);
