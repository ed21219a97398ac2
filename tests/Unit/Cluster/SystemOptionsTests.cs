using Cartwright.Hosting;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Unit.Cluster;

public sealed class SystemOptionsTests
{
    static readonly ServiceAddresses Addresses = new(new Dictionary<string, IReadOnlyList<Uri>>
    {
        ["gateway"] = [new("http://10.0.0.2:8000"), new("http://[fd00::2]:8000")],
        ["storefront"] = [new("http://front.internal:8020")],
        ["orders"] = [new("http://10.0.0.9:8003")],
    });

    [Fact]
    public void Gateways_and_storefronts_are_believed_and_nobody_else() => Assert.Equal(
        ["127.0.0.0/8", "::1", "10.0.0.2", "fd00::2", "10.1.0.0/16", "192.0.2.7"],
        Read("10.1.0.0/16", "192.0.2.7").TrustedCallers(Addresses));

    [Fact]
    public void What_is_no_network_is_refused_with_the_name_of_the_setting() => Assert.StartsWith(
        "InternalNetworks: ", Assert.Throws<InvalidOperationException>(() => Read("10.0.0.1", "internal")).Message, StringComparison.Ordinal);

    static SystemOptions Read(params string[] networks) => SystemOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(networks.Select((network, i) => KeyValuePair.Create($"InternalNetworks:{i}", (string?)network))).Build());
}
