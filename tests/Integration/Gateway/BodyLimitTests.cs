using Cartwright.Hosting;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Cartwright.Tests.Gateway;

/// <summary>A service that refuses a body while the gateway still sends it looks like one that is down, so both have the same limits.</summary>
public sealed class BodyLimitTests(TestShop shop)
{
    const long UsualMax = 1024 * 1024;

    [Fact]
    public void The_gateway_knows_every_limit_of_bodies_that_is_not_the_usual_one()
    {
        var limits = shop.Shop.Service<IProxyConfigProvider>("gateway")[0].GetConfig().Routes
            .Where(route => route.MaxRequestBodySize is not null)
            .ToDictionary(route => route.Match.Path!, route => route.MaxRequestBodySize);

        var unusual =
            from service in ServiceRegistry.All
            where service.Name != "gateway"
            from endpoint in shop.Shop.Service<EndpointDataSource>(service.Name)[0].Endpoints.OfType<RouteEndpoint>()
            let limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            where limit is not null and not UsualMax
            select (Path: "/" + endpoint.RoutePattern.RawText!.Trim('/'), Limit: limit);

        Assert.Equal(limits.OrderBy(l => l.Key).Select(l => (l.Key, l.Value)), unusual.OrderBy(u => u.Path).Select(u => (u.Path, u.Limit)));
    }
}
