namespace Cartwright.Platform.Hosting;

/// <summary>Where the services are, by name.</summary>
/// <param name="addresses">Base addresses, one per instance.</param>
public sealed class ServiceAddresses(IReadOnlyDictionary<string, IReadOnlyList<Uri>> addresses)
{
    /// <summary>The names of all services that are known.</summary>
    public IEnumerable<string> Names => addresses.Keys;

    /// <summary>The base addresses of a service's instances; empty when it is not known.</summary>
    public IReadOnlyList<Uri> Of(string service) => addresses.GetValueOrDefault(service, []);
}
