namespace Cartwright.Recommendations;

/// <summary>A recommended product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Reason">One of <see cref="RecommendationReason"/>.</param>
/// <param name="Score">Greater is better; comparable within one reason of one answer.</param>
internal sealed record Recommended(Guid ProductId, string Reason, double Score);

/// <summary>
/// The model in memory: what it answers is a function of the set of signals and of the products, whatever the order in which they came. Adding a signal costs
/// the same however many products there are. Many threads may ask while one adds.
/// </summary>
internal sealed class RecommendationModel : IDisposable
{
    // So many additions share the lock: readers wait for about a millisecond at most.
    const int ChunkMax = 200;

    readonly ReaderWriterLockSlim _lock = new();
    readonly ProductIds _products = new();
    readonly List<ShelfItem?> _shelf = [];
    readonly HashSet<int> _changed = [];
    readonly ModelLimits _limits;
    readonly SessionIndex _baskets;
    readonly SessionIndex _views;
    readonly SimilarSessions _similar;
    readonly Popularity _popularity;
    bool _isLoading;

    /// <summary>Begins without signals and products.</summary>
    public RecommendationModel(ModelLimits limits)
    {
        _limits = limits;
        _baskets = new(_products, limits);
        _views = new(_products, limits);
        _similar = new(_views, _products, limits);
        _popularity = new(_products);
    }

    /// <summary>How many baskets and sessions the model holds.</summary>
    public int Count => Read(() => _baskets.Count + _views.Count);

    /// <summary>Begins to add a history. Until <see cref="EndLoad"/>, additions are much cheaper, and answers do not show them.</summary>
    public void BeginLoad() => _isLoading = true;

    /// <summary>Makes the answers show what was added.</summary>
    public void EndLoad()
    {
        int[] changed = [];
        Write([false], isLoading =>
        {
            (_isLoading, changed) = (isLoading, [.. _changed]);
            _changed.Clear();
        });
        Write(changed, product => _changed.Add(product));
    }

    /// <summary>Saves what is known of products.</summary>
    public void Add(IReadOnlyList<ShelfItem> items) => Write(items, item =>
    {
        var product = _products.GetOrAdd(item.ProductId);
        Shelve(product, item);
        _changed.Add(product);
    });

    /// <summary>Learns from baskets. A basket that is known already changes nothing, unless it is cancelled now.</summary>
    public void Add(IReadOnlyList<Basket> baskets) => Write(baskets, basket =>
    {
        foreach (var id in basket.Products.Length > ModelLimits.ItemsMax ? basket.Products.Order().Take(ModelLimits.ItemsMax) : basket.Products)
        {
            Learn(_baskets, basket.OrderId, id, basket.At);
        }

        if (basket.IsCancelled)
        {
            _baskets.Withdraw(basket.OrderId, SignalTime.Second(basket.At));
        }
    });

    /// <summary>Learns from views. A view that is known already changes nothing.</summary>
    public void Add(IReadOnlyList<ProductView> views) => Write(views, view => Learn(_views, view.SessionId, view.ProductId, view.At));

    /// <summary>Forgets the signals of the days before a time: the model is then as if they had never been.</summary>
    public void Forget(DateTimeOffset before)
    {
        var second = SignalTime.Second(before);
        Write<SessionIndex>([_baskets, _views], index => _changed.UnionWith(index.Forget(second)));
    }

    /// <summary>Products to show with a product. What was bought with it fills half of the answer, and more where too little was viewed with it.</summary>
    /// <param name="id">The product.</param>
    /// <param name="excluded">Products that are not wanted.</param>
    /// <param name="max">How many.</param>
    public IReadOnlyList<Recommended> WithProduct(Guid id, IReadOnlyCollection<Guid> excluded, int max) => Read(() =>
    {
        var product = _products.Find(id);
        IReadOnlyList<Scored> bought = [];
        return Begin([.. excluded, id], max)
            .Then(RecommendationReason.BoughtTogether, (isOffered, n) =>
            {
                bought = TogetherRanking.Of(product, _baskets, _products, _limits, isOffered, n);
                return [.. bought.Take((max + 1) / 2)];
            })
            .Then(RecommendationReason.ViewedTogether, (isOffered, n) => TogetherRanking.Of(product, _views, _products, _limits, isOffered, n))
            .Then(RecommendationReason.BoughtTogether, (isOffered, n) => [.. bought.Where(other => isOffered(other.Product)).Take(n)])
            .ThenPopular(_popularity, CategoryOf(product)).Items;
    });

    /// <summary>
    /// Products to look at next. What the visitor has looked at before may be among them, because visitors come back to products; the last one is not.
    /// </summary>
    /// <param name="viewed">What the visitor has looked at, the last one at the end.</param>
    /// <param name="excluded">Products that are not wanted.</param>
    /// <param name="max">How many.</param>
    public IReadOnlyList<Recommended> Next(IReadOnlyList<Guid> viewed, IReadOnlyCollection<Guid> excluded, int max) => Read(() =>
    {
        var last = viewed.Count == 0 ? -1 : _products.Find(viewed[^1]);
        return Begin([.. excluded, .. viewed.TakeLast(1)], max)
            .Then(RecommendationReason.SimilarSessions, (isOffered, n) => _similar.Of(Numbers(viewed), isOffered, n))
            .Then(RecommendationReason.BoughtTogether, (isOffered, n) => TogetherRanking.Of(last, _baskets, _products, _limits, isOffered, n))
            .ThenPopular(_popularity, CategoryOf(last)).Items;
    });

    /// <summary>
    /// Products for a user: by the latest purchase, then by what was looked at, or what was bought where nothing was. What was bought is not recommended again.
    /// </summary>
    /// <param name="bought">What the user has bought, the latest at the end.</param>
    /// <param name="viewed">What the user has looked at, the last one at the end.</param>
    /// <param name="excluded">Products that are not wanted.</param>
    /// <param name="max">How many.</param>
    public IReadOnlyList<Recommended> ForUser(IReadOnlyList<Guid> bought, IReadOnlyList<Guid> viewed, IReadOnlyCollection<Guid> excluded, int max) => Read(() =>
    {
        var last = bought.Count == 0 ? -1 : _products.Find(bought[^1]);
        var interest = viewed.Count == 0 ? last : _products.Find(viewed[^1]);
        return Begin([.. excluded, .. bought], max)
            .Then(RecommendationReason.BoughtTogether, (isOffered, n) => TogetherRanking.Of(last, _baskets, _products, _limits, isOffered, n))
            .Then(RecommendationReason.SimilarSessions, (isOffered, n) => _similar.Of(Numbers(viewed.Count == 0 ? bought : viewed), isOffered, n))
            .ThenPopular(_popularity, CategoryOf(interest)).Items;
    });

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    void Learn(SessionIndex index, Guid session, Guid id, DateTimeOffset at)
    {
        var product = _products.GetOrAdd(id);
        index.Add(session, product, SignalTime.Second(at));
        _changed.Add(product);
    }

    void Shelve(int product, ShelfItem item)
    {
        while (_shelf.Count <= product)
        {
            _shelf.Add(null);
        }

        _shelf[product] = item;
    }

    Answer Begin(IEnumerable<Guid> excluded, int max) => new(_products, excluded.ToHashSet(), IsOnSale, max);

    ShelfItem? ItemOf(int product) => product >= 0 && product < _shelf.Count ? _shelf[product] : null;

    bool IsOnSale(int product) => ItemOf(product)?.IsOnSale == true;

    string? CategoryOf(int product) => ItemOf(product)?.Category;

    List<int> Numbers(IReadOnlyList<Guid> ids) =>
        [.. ids.TakeLast(SimilarSessions.ViewedMax).Select(_products.Find).Where(product => product >= 0)];

    T Read<T>(Func<T> answer)
    {
        _lock.EnterReadLock();
        try
        {
            return answer();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    void Write<T>(IReadOnlyList<T> items, Action<T> add)
    {
        for (var from = 0; from < items.Count; from += ChunkMax)
        {
            _lock.EnterWriteLock();
            try
            {
                for (var i = from; i < Math.Min(items.Count, from + ChunkMax); i++)
                {
                    add(items[i]);
                }

                if (!_isLoading)
                {
                    Weigh();
                }
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
    }

    // Once for each product that changed, however many signals it got.
    void Weigh()
    {
        foreach (var product in _changed)
        {
            var (bought, viewed) = (_baskets.Of(product), _views.Of(product));
            bought?.Weigh(_limits, _baskets);
            viewed?.Weigh(_limits, _views);
            _popularity.Place(product, CategoryOf(product), bought, viewed, IsOnSale(product));
        }

        _changed.Clear();
    }
}
