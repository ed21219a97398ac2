using System.Globalization;

namespace Cartwright.Processes;

/// <summary>The exclusive lock on the server of a folder. The kernel releases it when the process ends.</summary>
internal sealed class SupervisorLock : IDisposable
{
    readonly FileStream _file;

    SupervisorLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The folder of a server.</param>
    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    public static SupervisorLock Take(string folder)
    {
        const int wouldBlock = 11;
        // A locked file cannot be read, so the process id is in another file.
        string supervisor = Path.Combine(folder, "supervisor");
        try
        {
            var file = new FileStream(Path.Combine(folder, "supervisor.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(supervisor, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file);
        }
        catch (IOException failure) when (failure.HResult == wouldBlock)
        {
            throw new DataFolderInUseException($"The data in {folder} is in use by process {File.ReadAllText(supervisor)}; stop it or choose another data folder.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
