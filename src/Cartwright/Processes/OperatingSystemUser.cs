using System.Globalization;

namespace Cartwright.Processes;

/// <summary>A user of this machine.</summary>
/// <param name="Name">Login name.</param>
/// <param name="UserId">Number of the user.</param>
/// <param name="GroupId">Number of the user's own group.</param>
internal sealed record OperatingSystemUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>The user of that name, or null when this machine has none.</summary>
    public static OperatingSystemUser? Find(string name)
    {
        string[]? fields = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name);
        return fields is null
            ? null
            : new(name, uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}
