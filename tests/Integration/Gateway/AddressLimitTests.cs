using System.Net;
using Cartwright.Platform.Hosting;
using Cartwright.Tests.Resilience;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Tests.GatewayService;

/// <summary>Who asks too much is limited whatever the requests are otherwise rejected or answered for.</summary>
public sealed class AddressLimitTests
{
    const int PerSecond = 5;
    const int Requests = 100;

    [Theory]
    [InlineData("GET", "Authorization", "Bearer nonsense", HttpStatusCode.Unauthorized)]
    [InlineData("OPTIONS", "Access-Control-Request-Method", "GET", HttpStatusCode.NoContent)]
    [InlineData("GET", "X-Nothing", "", HttpStatusCode.NotFound)]
    public async Task Whatever_is_asked_counts(string method, string header, string value, HttpStatusCode answer)
    {
        await using var receiver = await Receiver.StartAsync(PortRange.TakePort());
        await using var gateway = await GatewayAlone.StartAsync(environment => environment with
        {
            Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gateway:RateLimit:PerAddress", $"{PerSecond}")]).Build(),
        }, receiver.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => gateway.Client.SendAsync(new HttpMethod(method), "/api/unknown", null, request =>
        {
            request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
            request.Headers.TryAddWithoutValidation(header, value);
        })));

        Assert.Contains(answers, a => a.Status == answer);
        Assert.Contains(answers, a => a.Status == HttpStatusCode.TooManyRequests && a.Response.Headers.RetryAfter is not null);
        Assert.All(answers, a => Assert.True(a.Status == answer || a.Status == HttpStatusCode.TooManyRequests, $"{a.Status}"));
    }

    /// <summary>The limit protects the verification of tokens: requests over it do not wait for keys.</summary>
    [Fact]
    public async Task Whoever_floods_the_shop_with_tokens_of_unknown_keys_is_limited_before_the_keys_are_fetched()
    {
        await using var accounts = await Receiver.StartAsync(PortRange.TakePort());
        var fetched = new TaskCompletionSource();
        accounts.Answers = fetched.Task;
        await using var gateway = await GatewayAlone.StartAsync(environment => environment with
        {
            Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gateway:RateLimit:PerAddress", $"{PerSecond}")]).Build(),
            Addresses = new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>> { ["accounts"] = [accounts.Address] }),
        });
        var token = string.Join('.', new[] { """{"alg":"ES256","typ":"at+jwt","kid":"unknown"}""", "{}", "signature" }
            .Select(part => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part))));

        var answers = Enumerable.Range(0, Requests).Select(_ =>
            gateway.Client.SendAsync(HttpMethod.Get, "/api/users/me", null, request => request.Headers.Authorization = new("Bearer", token))).ToList();
        await Eventually.TrueAsync(
            () => Task.FromResult(answers.Any(a => a is { IsCompletedSuccessfully: true, Result.Status: HttpStatusCode.TooManyRequests })), () => "Nobody was limited.");
        var waiting = answers.Count(a => !a.IsCompleted);
        fetched.SetResult();
        await Task.WhenAll(answers);

        Assert.InRange(waiting, 1, Requests - 1);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8")]
    [InlineData("2001:db8:1::1", "2001:db8:2::1")]
    public async Task Behind_a_trusted_proxy_each_customer_has_a_limit_of_their_own(string greedy, string modest)
    {
        await using var receiver = await Receiver.StartAsync(PortRange.TakePort());
        await using var gateway = await GatewayAlone.StartAsync(environment => environment with
        {
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(
                [new("Gateway:RateLimit:PerAddress", $"{PerSecond}"), new("Gateway:TrustedProxies:0", "127.0.0.1")]).Build(),
        }, receiver.Address);

        Task<Answer> AskAsync(string client) => gateway.Client.SendAsync(HttpMethod.Get, "/api/unknown", null, request => request.Headers.Add("X-Forwarded-For", client));

        Assert.Contains(await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => AskAsync(greedy))), a => a.Status == HttpStatusCode.TooManyRequests);
        (await AskAsync(modest)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_addresses_of_one_network_share_a_limit()
    {
        await using var receiver = await Receiver.StartAsync(PortRange.TakePort());
        await using var gateway = await GatewayAlone.StartAsync(environment => environment with
        {
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(
                [new("Gateway:RateLimit:PerAddress", $"{PerSecond}"), new("Gateway:TrustedProxies:0", "127.0.0.1")]).Build(),
        }, receiver.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(i =>
            gateway.Client.SendAsync(HttpMethod.Get, "/api/unknown", null, request => request.Headers.Add("X-Forwarded-For", $"2001:db8::{i:x}"))));

        Assert.Contains(answers, a => a.Status == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(null, "127.0.0.1", "http")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "http")]
    [InlineData("127.0.0.1", "203.0.113.7", "https")]
    public async Task Services_learn_what_a_trusted_proxy_says_and_nothing_of_others(string? trusted, string address, string scheme)
    {
        await using var receiver = await Receiver.StartAsync(PortRange.TakePort());
        await using var gateway = await GatewayAlone.StartAsync(environment => environment with
        {
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(trusted is null ? [] : [new("Gateway:TrustedProxies:0", trusted)]).Build(),
        }, receiver.Address);

        await gateway.Client.SendAsync(HttpMethod.Get, "/api/inventory/availability", null, request =>
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Proto", "https");
        });

        Assert.Equal((address, scheme), (receiver.Last!["X-Forwarded-For"].ToString(), receiver.Last["X-Forwarded-Proto"].ToString()));
    }
}
