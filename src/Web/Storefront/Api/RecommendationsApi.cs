using Cartwright.Platform.Caching;

namespace Cartwright.Storefront.Api;

/// <summary>A product that goes with another one.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Reason">Why: <c>bought_together</c>, <c>viewed_together</c>, or one that the page does not show.</param>
public sealed record Recommendation(Guid ProductId, string Reason);

/// <summary>Products that go with another one.</summary>
/// <param name="Items">The best first.</param>
public sealed record RecommendationList(IReadOnlyList<Recommendation> Items);

/// <summary>
/// What to show with a product. It is public, so requests name nobody, and no page depends on it. A page asks recommendations at most once, and not at all while the answer for the
/// product is fresh; and it asks the catalog once for all of its cards, whose prices and stock are those of the moment.
/// </summary>
internal sealed class RecommendationsApi(IHttpClientFactory clients, CatalogApi catalog, Caches caches, TimeProvider clock, ILogger<RecommendationsApi> logger)
    : ApiClient("recommendations", clients, visitor: null), IDisposable
{
    // New orders and views count a moment later than in the model.
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    const int BytesPerItem = 64;

    readonly CoalescingCache<RecommendationList> _lists = caches.Create<RecommendationList>(
        "storefront-recommendations", new() { EntriesMax = 5_000, BytesMax = 8 * 1024 * 1024, Lifetime = Fresh });

    /// <summary>A page waits so long for what it can do without.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    const int CardsMax = 4;

    // Some of each kind may be in the cart.
    const int Asked = 20;

    /// <summary>The cards of what others bought with a product, and of what they looked at with it; none when the answer does not come in time.</summary>
    /// <param name="product">The product.</param>
    /// <param name="cart">The visitor's cart, whose products are left out.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<(IReadOnlyList<Product> Bought, IReadOnlyList<Product> Viewed)> WithProductAsync(
        Guid product, Task<Cart> cart, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var list = await _lists.GetAsync(product.ToString("N"), token => LoadAsync(product, token), time.Token);
            var inCart = (await cart.WaitAsync(time.Token)).Items.Select(line => line.ProductId).ToHashSet();
            var items = list.Items.Where(item => !inCart.Contains(item.ProductId)).ToLookup(item => item.Reason, item => item.ProductId);
            Guid[] bought = [.. items["bought_together"].Take(CardsMax)];
            Guid[] viewed = [.. items["viewed_together"].Take(CardsMax)];
            var cards = (await catalog.CardsAsync([.. bought.Union(viewed)], time.Token)).Where(card => card.Available > 0).ToDictionary(card => card.Id);
            return (CardsOf(bought), CardsOf(viewed));

            IReadOnlyList<Product> CardsOf(Guid[] ids) => [.. ids.Select(id => cards.GetValueOrDefault(id)).OfType<Product>()];
        }
        catch (Exception error) when (error is ServiceUnavailableException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.RecommendationsLeftOut(error.Message);
            return ([], []);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lists.Dispose();

    async Task<Cacheable<RecommendationList>> LoadAsync(Guid product, CancellationToken cancellationToken)
    {
        var list = await GetAsync($"/api/recommendations/products/{product}?limit={Asked}", ApiJson.Default.RecommendationList, cancellationToken) ?? new([]);
        return new(list, BytesPerItem * (1 + list.Items.Count), []);
    }
}
