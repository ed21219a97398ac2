using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Cartwright.Platform.Http;

/// <summary>
/// The address of the client, the scheme and the host of a request that a proxy has forwarded: a trusted proxy states them in <c>X-Forwarded-For</c>,
/// <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>. The headers of everybody else are ignored.
/// </summary>
public static class ForwardedRequests
{
    /// <summary>The header with the address of the client.</summary>
    public const string For = "X-Forwarded-For";

    // Of an IPv6 address a client usually has a whole network of this size (RFC 6177).
    const int NetworkBits = 64;

    /// <summary>Trusts proxies by their addresses and networks; without any, no headers are read.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="proxies">Addresses, or networks such as <c>10.0.0.0/8</c>.</param>
    public static void TrustOnly(ForwardedHeadersOptions options, IReadOnlyCollection<string> proxies)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(NetworkOf(proxy)!.Value);
        }

        // Without known proxies the middleware would trust every client.
        options.ForwardedHeaders = proxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // Through a chain of trusted proxies to the first address that is none of them.
        options.ForwardLimit = null;
    }

    /// <summary>The network of an address or of a network in CIDR notation; null if the text is neither.</summary>
    public static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>The address by which a client is limited: an IPv4 address, or the network of an IPv6 address, of which a client has all addresses.</summary>
    public static IPAddress ClientOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBits / 8).Clear();
        return new(bytes);
    }
}
