using Cartwright.Platform.Security;
using Cartwright.Processes;

namespace Cartwright.Hosting;

/// <summary>The secret of the system: configured, or generated once and kept in a file of the data folder that only its owner can read.</summary>
internal static class SecretFile
{
    const string Name = "secret";

    /// <summary>The secret.</summary>
    /// <param name="configured">The setting <c>Secret</c>.</param>
    /// <param name="dataFolder">The folder of the generated secret.</param>
    /// <param name="isShared">Whether other processes use the same secret; it must be configured then.</param>
    /// <exception cref="InvalidOperationException">It is too short, or not configured where it must be.</exception>
    public static SystemSecret Find(string? configured, string dataFolder, bool isShared)
    {
        if (configured is { Length: > 0 })
        {
            return new(configured);
        }

        return isShared
            ? throw new InvalidOperationException(
                $"Secret is not set. The processes of a system share it: set it to at least {SystemSecret.LengthMin} characters that nobody can guess.")
            : new(ReadOrCreate(dataFolder));
    }

    /// <summary>The secret of a data folder; generates it when there is none.</summary>
    public static string ReadOrCreate(string dataFolder) => GeneratedSecret.ReadOrCreate(Path.Combine(dataFolder, Name));
}
