using System.Security.Cryptography;

namespace Cartwright.Processes;

/// <summary>A secret that nobody chose: made when it is first wanted and kept in a file that only its owner can read.</summary>
internal static class GeneratedSecret
{
    const int Bytes = 32;

    /// <summary>The secret in a file.</summary>
    public static string ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            // Written beside and renamed: a kill in between leaves no half a secret behind.
            var draft = file + ".new";
            new OwnedFiles(user: null).Write(draft, RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true));
            File.Move(draft, file);
        }

        return File.ReadAllText(file).Trim();
    }
}
