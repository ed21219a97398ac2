using System.Text;

namespace Cartwright.Processes;

/// <summary>Creates files and folders that belong to the user of a child process and that nobody else can read.</summary>
/// <param name="user">The owner; null for the user of this process.</param>
internal sealed class OwnedFiles(OperatingSystemUser? user)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder unless it exists.</summary>
    public void CreateFolder(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        Own(path);
    }

    /// <summary>Writes or replaces a file.</summary>
    public void Write(string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.Delete(path);
        using (var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        Own(path);
    }

    void Own(string path)
    {
        if (user is not null)
        {
            Libc.ChangeOwner(path, user);
        }
    }
}
