using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Cartwright.Platform.Caching;
using Cartwright.Storefront.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Unit.Storefront;

/// <summary>What a page pays for the products that it recommends.</summary>
public sealed class RecommendationsApiTests : IDisposable
{
    static readonly Guid Product = new("10000000-0000-0000-0000-000000000000");
    static readonly Guid[] Bought = [.. Enumerable.Range(1, 6).Select(n => new Guid(n, 0, 0, new byte[8]))];
    static readonly Guid[] Viewed = [.. Enumerable.Range(11, 3).Select(n => new Guid(n, 0, 0, new byte[8]))];

    readonly Services _services = new();
    readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task A_page_asks_the_catalog_once_for_all_cards_and_recommendations_once_for_a_while()
    {
        using var api = Api();

        var first = await api.WithProductAsync(Product, CartOf(), TestContext.Current.CancellationToken);
        Assert.Equal(Bought.Take(4), first.Bought.Select(card => card.Id));
        Assert.Equal(Viewed, first.Viewed.Select(card => card.Id));
        Assert.Equal(["recommendations", "catalog"], _services.Asked);

        // Another visitor, with one of the products in the cart.
        var second = await api.WithProductAsync(Product, CartOf(Bought[1]), TestContext.Current.CancellationToken);
        Assert.Equal([Bought[0], Bought[2], Bought[3], Bought[4]], second.Bought.Select(card => card.Id));
        Assert.Equal(["recommendations", "catalog", "catalog"], _services.Asked);
    }

    [Fact]
    public async Task Cards_of_products_that_are_not_on_sale_any_more_are_left_out()
    {
        _services.Missing.Add(Bought[0]);
        _services.SoldOut.Add(Viewed[1]);
        using var api = Api();

        var (bought, viewed) = await api.WithProductAsync(Product, CartOf(), TestContext.Current.CancellationToken);

        Assert.Equal(Bought[1..4], bought.Select(card => card.Id));
        Assert.Equal([Viewed[0], Viewed[2]], viewed.Select(card => card.Id));
    }

    [Fact]
    public async Task A_page_does_without_cards_that_do_not_come()
    {
        _services.Fails = true;
        using var api = Api();

        var (bought, viewed) = await api.WithProductAsync(Product, CartOf(), TestContext.Current.CancellationToken);

        Assert.Empty(bought.Concat(viewed));
        // What failed is asked for again.
        _services.Fails = false;
        Assert.NotEmpty((await api.WithProductAsync(Product, CartOf(), TestContext.Current.CancellationToken)).Bought);
    }

    RecommendationsApi Api() => new(
        _services, new CatalogApi(_services), new Caches(new Patient(), _metrics.GetRequiredService<IMeterFactory>()), new Patient(), NullLogger<RecommendationsApi>.Instance);

    static Task<Cart> CartOf(params Guid[] products) => Task.FromResult(Cart.Empty("EUR") with
    {
        Items = [.. products.Select(id => new CartLine($"SKU-{id}", id, "Thing", null, null, 1, 1, 1, "EUR", 5, null, null, null))],
    });

    /// <summary>A clock on which no wait ends, however slow the machine is.</summary>
    sealed class Patient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Both services, in memory.</summary>
    sealed class Services : HttpMessageHandler, IHttpClientFactory
    {
        string _service = "";

        public List<string> Asked { get; } = [];

        public HashSet<Guid> Missing { get; } = [];

        public HashSet<Guid> SoldOut { get; } = [];

        public bool Fails { get; set; }

        public HttpClient CreateClient(string name)
        {
            _service = name;
            return new(this, disposeHandler: false) { BaseAddress = new("http://shop") };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(_service);
            if (Fails)
            {
                throw new HttpRequestException("Nobody answers.");
            }

            var asked = request.RequestUri!.Query.TrimStart('?').Split('&');
            var body = _service == "recommendations"
                ? $$"""{"items":[{{string.Join(',', Bought.Select(id => Item(id, "bought_together")).Concat(Viewed.Select(id => Item(id, "viewed_together"))))}}]}"""
                : $$"""{"items":[{{string.Join(',', asked.Select(pair => Guid.Parse(pair[3..])).Where(id => !Missing.Contains(id)).Select(Card))}}]}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }

        static string Item(Guid id, string reason) => $$"""{"productId":"{{id}}","reason":"{{reason}}","score":1}""";

        string Card(Guid id) =>
            $$"""{"id":"{{id}}","name":"Thing","category":"things","price":1,"currency":"EUR","active":true,"available":{{(SoldOut.Contains(id) ? 0 : 5)}},"variants":[]}""";
    }
}
