using System.Net;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace Cartwright.Unit.Platform;

public sealed class ForwardedRequestsTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("fd00::1", "fd00::1/128")]
    [InlineData("fd00::/8", "fd00::/8")]
    [InlineData("10.0.0.1/8", "10.0.0.0/8")]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("proxy.example", null)]
    [InlineData("", null)]
    public void A_network_is_an_address_or_a_range(string text, string? network) => Assert.Equal(network, ForwardedRequests.NetworkOf(text)?.ToString());

    [Fact]
    public void Without_proxies_no_header_is_read()
    {
        var options = new ForwardedHeadersOptions();

        ForwardedRequests.TrustOnly(options, []);

        Assert.Equal(ForwardedHeaders.None, options.ForwardedHeaders);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_client_has_an_address_or_a_network(string remote, string client)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);

        Assert.Equal(IPAddress.Parse(client), ForwardedRequests.ClientOf(context));
    }
}
