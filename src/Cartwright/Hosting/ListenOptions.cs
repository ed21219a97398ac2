using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Cartwright.Platform.Hosting;

namespace Cartwright.Hosting;

/// <summary>Where the services of a process listen, section <c>Listen</c>. Where others reach them is <see cref="SystemOptions.Services"/>.</summary>
internal sealed class ListenOptions : IValidatableObject
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Listen";

    /// <summary>The IP address at which the services of a process listen, and the gateway's metrics; <c>0.0.0.0</c> and <c>::</c> are all addresses of the machine.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The IP address at which one service listens, by service, where it differs: the gateway is public, for example, and the others are not.</summary>
    public Dictionary<string, string> Services { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidOperationException">A value is no IP address, or names no service; the message names its key.</exception>
    public static ListenOptions Read(IConfiguration configuration) => OptionsSection.Read<ListenOptions>(configuration, Section);

    /// <summary>The address at which a service listens.</summary>
    public Uri Url(string service, int port) => Url(AddressOf(service), port);

    /// <summary>The address at which the gateway's metrics are served.</summary>
    public Uri MetricsUrl(int port) => Url(IPAddress.Parse(Address), port);

    /// <summary>An address at which this machine reaches a service of its own.</summary>
    public Uri LocalUrl(string service, int port)
    {
        var address = AddressOf(service);
        return Url(address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address, port);
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsAddress(Address))
        {
            yield return new(NoAddress(Address), [nameof(Address)]);
        }

        foreach (var (service, address) in Services)
        {
            if (ServiceRegistry.All.All(known => known.Name != service))
            {
                yield return new($"There is no such service. Services: {string.Join(", ", ServiceRegistry.All.Select(known => known.Name))}.", [$"{nameof(Services)}:{service}"]);
            }
            else if (!IsAddress(address))
            {
                yield return new(NoAddress(address), [$"{nameof(Services)}:{service}"]);
            }
        }
    }

    IPAddress AddressOf(string service) => IPAddress.Parse(Services.GetValueOrDefault(service) ?? Address);

    static Uri Url(IPAddress address, int port) => new UriBuilder(Uri.UriSchemeHttp, address.ToString(), port).Uri;

    static string NoAddress(string text) => $"'{text}' is no IP address. Set it to one such as 127.0.0.1, 10.0.0.5, 0.0.0.0 or ::.";

    // The parser also takes parts of an address: "10" would be 0.0.0.10.
    static bool IsAddress(string text) => IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);
}
