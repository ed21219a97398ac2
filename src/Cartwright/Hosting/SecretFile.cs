using Cartwright.Platform.Security;
using Cartwright.Processes;

namespace Cartwright.Hosting;

/// <summary>Finds the secret of the system: configured, or generated once and kept in a file of the data folder that only its owner can read.</summary>
internal static class SecretFile
{
    const string Name = "secret";

    /// <summary>The secret.</summary>
    /// <param name="configured">The setting <c>Secret</c>.</param>
    /// <param name="dataFolder">Where it is kept when it is generated.</param>
    /// <param name="isShared">Whether other processes must have the same one: then it has to be configured.</param>
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

    /// <summary>The secret that is kept in a data folder, made when it is first wanted.</summary>
    public static string ReadOrCreate(string dataFolder) => GeneratedSecret.ReadOrCreate(Path.Combine(dataFolder, Name));
}
