namespace Cartwright.Storefront.Api;

/// <summary>A product that goes with another one.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Reason">Why: <c>bought_together</c>, <c>viewed_together</c>, or one that the page does not show.</param>
public sealed record Recommendation(Guid ProductId, string Reason);

/// <summary>Products that go with another one.</summary>
/// <param name="Items">The best first.</param>
public sealed record RecommendationList(IReadOnlyList<Recommendation> Items);

/// <summary>What to show with a product. It is public, so requests name nobody, and no page depends on it.</summary>
internal sealed class RecommendationsApi(IHttpClientFactory clients, CatalogApi catalog, ILogger<RecommendationsApi> logger)
    : ApiClient("recommendations", clients, visitor: null)
{
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
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(Patience);
        try
        {
            var list = await GetAsync($"/api/recommendations/products/{product}?limit={Asked}", ApiJson.Default.RecommendationList, time.Token);
            var inCart = (await cart.WaitAsync(time.Token)).Items.Select(line => line.ProductId).ToHashSet();
            var items = (list?.Items ?? []).Where(item => !inCart.Contains(item.ProductId)).ToLookup(item => item.Reason, item => item.ProductId);
            var bought = CardsAsync(items["bought_together"], time.Token);
            return (await bought, await CardsAsync(items["viewed_together"], time.Token));
        }
        catch (Exception error) when (error is ServiceUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.RecommendationsLeftOut(error.Message);
            return ([], []);
        }
    }

    async Task<IReadOnlyList<Product>> CardsAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(ids.Take(CardsMax).Select(id => catalog.ProductAsync(id, cancellationToken)))).OfType<Product>().Where(card => card.Available > 0)];
}
