using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.GatewayService;

/// <summary>Which hosts the shop answers for, and what a proxy in front of it may say.</summary>
[Collection(nameof(ConfiguredShop))]
public sealed class PublicAddressTests(TestShop shop, ConfiguredShop proxied)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/api/products")]
    [InlineData("/api/orders")]
    [InlineData("/docs/index.html")]
    [InlineData("/openapi.json")]
    public async Task A_host_that_is_not_the_shops_is_refused(string path)
    {
        foreach (var host in new[] { "evil.example", "localhost.evil.example", "shop.example.evil.example", "127.0.0.2" })
        {
            foreach (var gateway in new[] { shop.Gateway, proxied.Shop.Gateways[0] })
            {
                var answer = (await AskAsync(gateway, path, ("Host", host))).Is(HttpStatusCode.BadRequest);
                Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
                Assert.DoesNotContain("evil", answer.Body, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8000")]
    public async Task A_shop_answers_for_loopback_names(string host) => (await AskAsync(shop.Gateway, "/", ("Host", host))).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("shop.example")]
    [InlineData("www.shop.example:443")]
    public async Task A_shop_answers_for_the_hosts_of_its_settings(string host)
    {
        (await AskAsync(proxied.Shop.Gateways[0], "/", ("Host", host))).Is(HttpStatusCode.OK);
        (await AskAsync(shop.Gateway, "/", ("Host", host))).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("orders")]
    [InlineData("storefront")]
    public async Task Services_refuse_other_hosts_too_but_answer_probes(string service)
    {
        var address = shop.Shop.Address(service);

        (await AskAsync(address, "/", ("Host", "evil.example"))).Is(HttpStatusCode.BadRequest);
        (await AskAsync(address, "/health/ready", ("Host", "10.1.2.3:8001"))).Is(HttpStatusCode.OK);
        (await AskAsync(shop.Gateway, "/health/live", ("Host", "10.1.2.3:8000"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_pages_have_its_address_and_cookies_are_secure()
    {
        (string, string)[] forwarded = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", ConfiguredShop.PublicHost), ("X-Forwarded-For", "203.0.113.9")];

        var account = await AskAsync(proxied.Shop.Gateways[0], "/account", forwarded);
        var login = await AskAsync(proxied.Shop.Gateways[0], "/login", forwarded);

        Assert.Equal($"https://{ConfiguredShop.PublicHost}/login?returnUrl=%2Faccount", account.Is(HttpStatusCode.Found).Response.Headers.Location!.OriginalString);
        Assert.All(login.Is(HttpStatusCode.OK).Response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        (await AskAsync(proxied.Shop.Gateways[0], "/", ("X-Forwarded-Host", "evil.example"))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_nobody_is_trusted_to_say_is_ignored()
    {
        (string, string)[] forged = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "203.0.113.9")];

        var account = await AskAsync(shop.Gateway, "/account", forged);
        var login = await AskAsync(shop.Gateway, "/login", forged);

        Assert.Equal(
            $"{shop.Gateway.GetLeftPart(UriPartial.Authority)}/login?returnUrl=%2Faccount", account.Is(HttpStatusCode.Found).Response.Headers.Location!.OriginalString);
        Assert.All(
            login.Is(HttpStatusCode.OK).Response.Headers.GetValues("Set-Cookie"), cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    static async Task<Answer> AskAsync(Uri address, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        return await client.SendAsync(HttpMethod.Get, path, null, request =>
        {
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });
    }
}
