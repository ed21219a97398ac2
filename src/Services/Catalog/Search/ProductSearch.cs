using System.Collections.Frozen;

namespace Cartwright.Catalog;

/// <summary>The search of this instance: its index, once it is built, and what the index needs beside it.</summary>
internal sealed class ProductSearch
{
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _lock = new();
    volatile IProductIndex? _index;
    SearchRules _rules = SearchRules.None;
    volatile PopularitySteps _popularity = PopularitySteps.None;

    /// <summary>How popular products are, for the searches of this instance.</summary>
    public PopularitySteps Popularity => _popularity;

    /// <summary>The categories by slug, as the follower last read them.</summary>
    public FrozenDictionary<string, CategoryNode> Categories
    {
        get;
        set
        {
            field = value;
            Titles = new(value);
        }
    } = FrozenDictionary<string, CategoryNode>.Empty;

    /// <summary>What the categories call attributes.</summary>
    public FacetTitles Titles { get; private set; } = new(FrozenDictionary<string, CategoryNode>.Empty);

    /// <summary>Waits until the first index is complete.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The index; null if it takes longer.</returns>
    public async Task<IProductIndex?> FindAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_index is null)
        {
            await Task.WhenAny(_ready.Task, Task.Delay(timeout, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return _index;
    }

    /// <summary>Searches use an index from now on.</summary>
    public void Use(IProductIndex index)
    {
        lock (_lock)
        {
            index.Rules = _rules;
            index.Popularity = _popularity;
            _index = index;
        }

        _ready.TrySetResult();
    }

    /// <summary>Searches follow other rules of staff from now on.</summary>
    public void Apply(SearchRules rules)
    {
        lock (_lock)
        {
            _rules = rules;
            if (_index is { } index)
            {
                index.Rules = rules;
            }
        }
    }

    /// <summary>Searches order equal products by these steps from now on.</summary>
    public void Apply(PopularitySteps popularity)
    {
        lock (_lock)
        {
            _popularity = popularity;
            if (_index is { } index)
            {
                index.Popularity = popularity;
            }
        }
    }

    /// <summary>There is no index until another one is used: searches are refused meanwhile.</summary>
    public void Withdraw() => _index = null;
}
