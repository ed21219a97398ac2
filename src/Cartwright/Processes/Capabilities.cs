using System.Globalization;

namespace Cartwright.Processes;

/// <summary>The parts of root's power that this process has; a container has some of them only.</summary>
internal static class Capabilities
{
    /// <summary>The weakest capability at hand with which a child can pass folders that are closed to its user, or null (capabilities(7)).</summary>
    public static string? ToPassClosedFolders()
    {
        const string key = "CapEff:";
        const ulong dacOverride = 1 << 1, dacReadSearch = 1 << 2;
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        ulong effective = ulong.Parse(line.AsSpan(key.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (effective & dacReadSearch) != 0 ? "dac_read_search"
            : (effective & dacOverride) != 0 ? "dac_override"
            : null;
    }
}
