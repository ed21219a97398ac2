using System.Security.Cryptography;

namespace Cartwright.Processes;

/// <summary>A generated secret, kept in a file that only its owner can read.</summary>
internal static class GeneratedSecret
{
    const int Bytes = 32;

    /// <summary>The secret in a file; generates it when there is none.</summary>
    public static string ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            // Written to a temporary file and renamed, so that a kill leaves no partial secret.
            var draft = file + ".new";
            new OwnedFiles(user: null).Write(draft, RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true));
            File.Move(draft, file);
        }

        return File.ReadAllText(file).Trim();
    }
}
