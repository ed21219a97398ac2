using System.Globalization;

namespace Cartwright.Processes;

/// <summary>The Linux capabilities of this process; root in a container has only some of them.</summary>
internal static class Capabilities
{
    /// <summary>The weakest available capability that lets a child traverse folders that are closed to its user, or null (capabilities(7)).</summary>
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
