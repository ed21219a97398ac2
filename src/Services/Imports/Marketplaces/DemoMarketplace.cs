using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>Where the system has simulators, it has a marketplace to try imports with.</summary>
internal sealed class DemoMarketplace(ServiceAddresses addresses) : IPostConfigureOptions<ImportsOptions>
{
    public void PostConfigure(string? name, ImportsOptions options)
    {
        if (addresses.Of("simulators").Count == 0)
        {
            return;
        }

        if (options.Marketplaces.Count == 0)
        {
            options.Marketplaces["demo"] = new();
        }

        // The account that the simulator has.
        foreach (var simulated in options.Marketplaces.Values.Where(m => m is { Address: null or "", Username: null or "", Password: null or "" }))
        {
            (simulated.Username, simulated.Password) = ("demo", "demo-marketplace");
        }
    }
}
