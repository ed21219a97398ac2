namespace Cartwright.Platform.Hosting;

/// <summary>The addresses of the services, by name.</summary>
/// <param name="addresses">Base addresses, one per instance.</param>
public sealed class ServiceAddresses(IReadOnlyDictionary<string, IReadOnlyList<Uri>> addresses)
{
    /// <summary>The names of all known services.</summary>
    public IEnumerable<string> Names => addresses.Keys;

    /// <summary>The base addresses of a service's instances; empty if it is unknown.</summary>
    public IReadOnlyList<Uri> Of(string service) => addresses.GetValueOrDefault(service, []);
}
