using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cartwright.Processes;

/// <summary>The calls of the operating system that .NET has no API for.</summary>
internal static class Libc
{
    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Signal(int processId, Signal signal)
    {
        const int noSuchProcess = 3;
        if (kill(processId, (int)signal) != 0 && Marshal.GetLastPInvokeError() != noSuchProcess)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Gives a file or folder to another user, without following a symbolic link.</summary>
    public static void ChangeOwner(string path, OperatingSystemUser owner)
    {
        if (lchown(path, owner.UserId, owner.GroupId) != 0)
        {
            throw new IOException($"Cannot give {path} to user {owner.Name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Number of the user that a file or folder belongs to.</summary>
    public static uint OwnerOf(string path)
    {
        // struct statx has the same layout on every architecture, unlike struct stat (statx(2)).
        const int relativeToWorkingDirectory = -100, structBytes = 256, userIdOffset = 20;
        const uint userIdWanted = 8;
        byte[] status = new byte[structBytes];
        return statx(relativeToWorkingDirectory, path, flags: 0, userIdWanted, status) == 0
            ? BitConverter.ToUInt32(status, userIdOffset)
            : throw new IOException($"Cannot see whose {path} is: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
