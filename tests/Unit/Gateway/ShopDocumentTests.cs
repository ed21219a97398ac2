using System.Net;
using System.Text;
using Cartwright.Gateway;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Unit.Gateway;

public sealed class ShopDocumentTests : IDisposable
{
    readonly FakeTimeProvider _time = new();
    readonly Services _services = new();
    readonly ShopDocument _document;

    public ShopDocumentTests() => _document = new(
        new(new Dictionary<string, IReadOnlyList<Uri>> { ["orders"] = [new("http://orders:1"), new("http://orders:2")], ["catalog"] = [new("http://catalog:1")] }),
        _services, _time);

    [Fact]
    public async Task It_is_composed_once_a_minute()
    {
        var first = await _document.GetAsync(CancellationToken.None);
        var second = await _document.GetAsync(CancellationToken.None);
        _services.Paths["orders"] = "/api/orders/new";
        _time.Advance(ShopDocument.Kept);
        var third = await _document.GetAsync(CancellationToken.None);

        Assert.Same(first, second);
        Assert.NotEqual(first.ETag, third.ETag);
        Assert.Contains("/api/orders/new", Encoding.UTF8.GetString(third.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_away_is_described_by_what_it_said_last()
    {
        var first = await _document.GetAsync(CancellationToken.None);
        _services.Away.UnionWith(["orders:1", "orders:2"]);
        _time.Advance(ShopDocument.Kept);

        Assert.Equal(first.ETag, (await _document.GetAsync(CancellationToken.None)).ETag);
    }

    [Fact]
    public async Task Without_one_instance_another_is_asked()
    {
        _services.Away.Add("orders:1");

        Assert.Empty((await _document.GetAsync(CancellationToken.None)).Missing);
    }

    [Fact]
    public async Task A_service_that_has_said_nothing_yet_is_missing_until_it_answers()
    {
        _services.Away.Add("catalog:1");
        Assert.Equal(["catalog"], (await _document.GetAsync(CancellationToken.None)).Missing);

        _services.Away.Clear();
        Assert.Equal(["catalog"], (await _document.GetAsync(CancellationToken.None)).Missing);
        _time.Advance(ShopDocument.Pause);
        Assert.Empty((await _document.GetAsync(CancellationToken.None)).Missing);
    }

    public void Dispose()
    {
        _document.Dispose();
        _services.Dispose();
    }

    sealed class Services : HttpMessageHandler, IHttpClientFactory
    {
        public HashSet<string> Away { get; } = [];

        public Dictionary<string, string> Paths { get; } = new() { ["orders"] = "/api/orders", ["catalog"] = "/api/products" };

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Away.Contains(request.RequestUri!.Authority)
            ? throw new HttpRequestException("It is away.")
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"{{\"paths\":{{\"{Paths[request.RequestUri.Host]}\":{{}}}}}}") });
    }
}
