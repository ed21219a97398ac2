using System.Globalization;
using Cartwright.Cluster;

namespace Cartwright.Commands;

/// <summary>The option <c>--instances</c>: <c>orders=2,inventory=3</c>.</summary>
/// <param name="Counts">Instances of each service that the option names.</param>
/// <param name="Error">Why the text is invalid; null when it is valid.</param>
internal sealed record InstanceCounts(IReadOnlyDictionary<string, int> Counts, string? Error)
{
    const int PortMax = 65_535;

    /// <summary>Parses the text.</summary>
    /// <param name="text">The value of the option; null when it is not given.</param>
    /// <param name="port">The port of the first gateway; the ports of all instances must be valid.</param>
    public static InstanceCounts Parse(string? text, int port)
    {
        var counts = new Dictionary<string, int>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('=')[0];
            if (ServiceRegistry.All.All(service => service.Name != name))
            {
                return Wrong($"There is no service '{name}'. Services: {string.Join(", ", ServiceRegistry.All.Select(service => service.Name))}.");
            }

            if (!int.TryParse(part.AsSpan(Math.Min(name.Length + 1, part.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count is < 1 or > ClusterOptions.InstancesMax)
            {
                return Wrong($"'{part}' must say how many instances, 1 to {ClusterOptions.InstancesMax}, as in {name}=2.");
            }

            if (!counts.TryAdd(name, count))
            {
                return Wrong($"'{name}' is named twice.");
            }
        }

        var last = port + (counts.Values.DefaultIfEmpty(1).Max() * ClusterOptions.PortsPerInstance) - 1;
        return last <= PortMax ? new(counts, null) : Wrong($"The ports of so many instances would go up to {last}; choose a lower --port.");
    }

    static InstanceCounts Wrong(string error) => new(new Dictionary<string, int>(), error);
}
