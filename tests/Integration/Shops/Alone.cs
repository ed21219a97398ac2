namespace Cartwright.Tests.Shops;

/// <summary>Tests that compare the shop before and after: they run after all others and one at a time, so that nobody else writes meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
