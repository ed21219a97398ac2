using System.Globalization;

namespace Cartwright.Processes;

/// <summary>A user of this machine.</summary>
/// <param name="Name">Login name.</param>
/// <param name="UserId">Number of the user.</param>
/// <param name="GroupId">Number of the user's own group.</param>
internal sealed record OperatingSystemUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>The user of that name, or null when this machine has none.</summary>
    public static OperatingSystemUser? Find(string name) => All().FirstOrDefault(user => user.Name == name);

    /// <summary>The user with that number, or null when this machine has none.</summary>
    public static OperatingSystemUser? Find(uint userId) => All().FirstOrDefault(user => user.UserId == userId);

    static IEnumerable<OperatingSystemUser> All() =>
        from line in File.ReadLines("/etc/passwd")
        let fields = line.Split(':')
        where fields.Length > 3
        select new OperatingSystemUser(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
}
