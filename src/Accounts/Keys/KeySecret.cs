using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts.Keys;

/// <summary>
/// Encrypts private keys before they go into the database (AES-256-GCM), so that a copy of the database is not enough to forge tokens.
/// The secret comes from the settings, or from a file that only the service can read and that is made at the first start.
/// </summary>
internal sealed class KeySecret(IOptions<AccountsOptions> options, string dataFolder)
{
    const int KeySize = 32;
    const int NonceSize = 12;
    const int TagSize = 16;
    static readonly byte[] Purpose = Encoding.UTF8.GetBytes("cartwright accounts signing keys");

    // Read at the first use, which happens under a lock of the database: instances that share a folder do not race for the file.
    readonly Lazy<byte[]> _key = new(() => Derive(options.Value.KeySecret ?? ReadOrCreate(Path.Combine(dataFolder, "accounts.key"))));

    /// <summary>Encrypts a private key. The key's id is bound to it, so that rows cannot be swapped.</summary>
    public byte[] Seal(string keyId, byte[] secret)
    {
        var box = new byte[NonceSize + TagSize + secret.Length];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagSize);
        aes.Encrypt(nonce, secret, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(keyId));
        return box;
    }

    /// <summary>Decrypts a private key.</summary>
    /// <exception cref="InvalidOperationException">It was encrypted under another secret.</exception>
    public byte[] Open(string keyId, byte[] box)
    {
        var secret = new byte[box.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(_key.Value, TagSize);
            aes.Decrypt(
                box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), secret, Encoding.UTF8.GetBytes(keyId));
            return secret;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new InvalidOperationException(
                $"The signing key {keyId} was encrypted under another secret. Restore the setting Accounts:KeySecret or the file accounts.key of the data folder.",
                error);
        }
    }

    static byte[] Derive(string secret) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeySize, info: Purpose);

    static string ReadOrCreate(string file)
    {
        if (File.Exists(file))
        {
            return File.ReadAllText(file).Trim();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var secret = RandomNumberGenerator.GetHexString(2 * KeySize, lowercase: true);
        // Written beside and renamed: a kill in between leaves no half a secret behind.
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(secret));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return secret;
    }
}
