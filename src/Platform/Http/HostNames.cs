using Cartwright.Platform.Hosting;
using Microsoft.AspNetCore.HostFiltering;

namespace Cartwright.Platform.Http;

/// <summary>
/// Refuses requests for other hosts than those of the shop (400), so that no answer repeats a host that somebody else has chosen. Probes ask each instance by
/// its own address, so their paths are open under every name.
/// </summary>
internal static class HostNames
{
    static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Allows the loopback names, the hosts at which services are configured, and further ones.</summary>
    public static void Allow(HostFilteringOptions options, ServiceAddresses addresses, IEnumerable<string> configured)
    {
        var services = addresses.Names.SelectMany(addresses.Of).Select(address => address.Host);
        options.AllowedHosts = [.. Loopback.Concat(services).Concat(configured).Distinct(StringComparer.OrdinalIgnoreCase)];
        options.AllowEmptyHosts = false;
        // The error pages of the service write the problem.
        options.IncludeFailureMessage = false;
    }

    public static void Use(IApplicationBuilder app) =>
        app.UseWhen(static context => !OperatorPaths.Include(context.Request.Path), static others => others.UseHostFiltering());
}
