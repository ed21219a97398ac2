using System.Globalization;

namespace Cartwright.Postgres;

/// <summary>The right to run the server of a data folder. The kernel takes it back when the process ends, however it ends.</summary>
internal sealed class SupervisorLock : IDisposable
{
    readonly FileStream _file;

    SupervisorLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    public static SupervisorLock Take(ClusterFolder folder)
    {
        const int wouldBlock = 11;
        try
        {
            var file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(folder.SupervisorFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file);
        }
        catch (IOException failure) when (failure.HResult == wouldBlock)
        {
            throw new DataFolderInUseException($"The data in {folder.Root} is in use by process {File.ReadAllText(folder.SupervisorFile)}; stop it or choose another data folder.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
