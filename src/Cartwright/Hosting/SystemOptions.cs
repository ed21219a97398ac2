using System.ComponentModel.DataAnnotations;
using System.Net;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;

namespace Cartwright.Hosting;

/// <summary>Where the services and their databases are, and the secret that they share; settings outside any section.</summary>
internal sealed class SystemOptions
{
    /// <summary>The secret of the system, the same in all its processes. Without it a generated one is kept in the data folder.</summary>
    [MinLength(SystemSecret.LengthMin, ErrorMessage = "Set it to at least {1} characters that nobody can guess.")]
    public string? Secret { get; set => field = value is "" ? null : value; }

    /// <summary>Connection string of a service's database, by service. Services without one use the private PostgreSQL.</summary>
    public Dictionary<string, string> Databases { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses of all instances of a service, separated by commas, by service. They may differ in host and port only.</summary>
    public Dictionary<string, string> Services { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names of hosts at which customers reach the shop, separated by semicolons, such as <c>shop.example;*.shop.example</c>; <c>*</c> accepts every name.
    /// Loopback names and the hosts in <c>Services</c> are always accepted. Requests for other hosts get 400.
    /// </summary>
    public string? AllowedHosts { get; set; }

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) from which gateways and storefronts on other machines call. The services believe these
    /// callers about the customer's address. Those that <c>Services</c> names by IP address are always among them, host names are not.
    /// </summary>
    [Networks]
    public List<string> InternalNetworks { get; } = [];

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidOperationException">A value is out of range; the message names its key.</exception>
    public static SystemOptions Read(IConfiguration configuration) => OptionsSection.Read<SystemOptions>(configuration, "");

    /// <summary>The connection string of a service's database; null when it is private.</summary>
    public string? DatabaseOf(string service) => Databases.GetValueOrDefault(service) is { Length: > 0 } configured ? configured : null;

    /// <summary>The names in <see cref="AllowedHosts"/>.</summary>
    public IReadOnlyList<string> AllowedHostNames() => (AllowedHosts ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The addresses and networks from which gateways and storefronts call.</summary>
    /// <param name="addresses">The addresses of all services.</param>
    public IReadOnlyList<string> TrustedCallers(ServiceAddresses addresses)
    {
        var callers = addresses.Of("gateway").Concat(addresses.Of("storefront")).Select(address => address.DnsSafeHost).Where(host => IPAddress.TryParse(host, out _));
        return [.. ServiceEnvironment.Loopback.Concat(callers).Concat(InternalNetworks).Distinct()];
    }

    /// <summary>The addresses of a service's instances; empty when none is configured.</summary>
    /// <exception cref="InvalidOperationException">One is no address.</exception>
    public IReadOnlyList<Uri> AddressesOf(string service) =>
        [.. (Services.GetValueOrDefault(service) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? address
                : throw new InvalidOperationException($"Services:{service}: '{text}' is no address. Set it to one such as http://10.0.0.1:8003."))];
}
