using System.Net;
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
}
