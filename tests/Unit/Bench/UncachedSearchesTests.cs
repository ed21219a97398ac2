using System.Text;
using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class UncachedSearchesTests
{
    [Fact]
    public void No_request_is_sent_twice_by_any_client_of_any_run()
    {
        string[] paths = ["/api/products/search?q=a", "/api/products/search?q=b&inStock=true"];
        var requests = UncachedSearches.ForClients(paths, 3, run: 0).Concat(UncachedSearches.ForClients(paths, 3, run: 1))
            .SelectMany(client => Enumerable.Range(0, 500).Select(_ => Encoding.ASCII.GetString(client.NextRequest().Span))).ToList();

        Assert.Equal(3000, requests.Distinct().Count());
        Assert.All(requests, request => Assert.Matches(@"^GET /api/products/search\?q=(a|b&inStock=true)&priceMax=5\d{6}\.\d\d HTTP/1\.1\r\n", request));
    }

    [Fact]
    public void The_words_of_the_catalog_differ_and_its_products_are_the_same_each_time()
    {
        Assert.Equal(SearchedCatalog.Vocabulary.Count, SearchedCatalog.Vocabulary.Distinct().Count());
        Assert.Equal(40, SearchedCatalog.Terms.Distinct().Count());
        Assert.Equal(SearchedCatalog.ProductOf(7).ToJsonString(), SearchedCatalog.ProductOf(7).ToJsonString());
        Assert.NotEqual(SearchedCatalog.ProductOf(7)["name"]!.ToString(), SearchedCatalog.ProductOf(8)["name"]!.ToString());
    }
}
