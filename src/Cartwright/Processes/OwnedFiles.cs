using System.Text;

namespace Cartwright.Processes;

/// <summary>Makes files and folders that belong to the user of a child process and are closed to all others.</summary>
/// <param name="user">Who gets them; null for ourselves.</param>
internal sealed class OwnedFiles(OperatingSystemUser? user)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder unless it is there.</summary>
    public void CreateFolder(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        Own(path);
    }

    /// <summary>Writes a file anew.</summary>
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
