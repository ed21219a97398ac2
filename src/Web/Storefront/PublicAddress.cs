using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;

namespace Cartwright.Storefront;

/// <summary>
/// Behind the gateway the shop has the gateway's address, which redirects and cookies must show. It comes before everything else,
/// because the sign-in already redirects.
/// </summary>
internal sealed class PublicAddress : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto };

        // A client can forge these headers like the Host header, so they are trusted no more than that.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        app.UseForwardedHeaders(options);
        next(app);
    };
}
