using System.Security.Cryptography;
using System.Text;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>
/// Encrypts private keys before they go into the database (AES-256-GCM), so that a copy of the database is not enough to forge tokens.
/// The secret is the configured one, or that of the file <c>accounts.key</c>, or else the system's.
/// </summary>
internal sealed class KeySecret(IOptions<AccountsOptions> options, SystemSecret system, string dataFolder)
{
    const string Purpose = "cartwright accounts signing keys";
    const int KeySize = 32;
    const int NonceSize = 12;
    const int TagSize = 16;

    readonly byte[] _key = Find(options.Value.KeySecret, system, Path.Combine(dataFolder, "accounts.key"));

    /// <summary>Encrypts a private key. The key's id is bound to it, so that rows cannot be swapped.</summary>
    public byte[] Encrypt(string keyId, byte[] secret)
    {
        var encrypted = new byte[NonceSize + TagSize + secret.Length];
        var nonce = encrypted.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, secret, encrypted.AsSpan(NonceSize + TagSize), encrypted.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(keyId));
        return encrypted;
    }

    /// <summary>Decrypts a private key.</summary>
    /// <exception cref="InvalidOperationException">It was encrypted under another secret.</exception>
    public byte[] Decrypt(string keyId, byte[] encrypted)
    {
        var secret = new byte[encrypted.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(
                encrypted.AsSpan(0, NonceSize), encrypted.AsSpan(NonceSize + TagSize), encrypted.AsSpan(NonceSize, TagSize), secret, Encoding.UTF8.GetBytes(keyId));
            return secret;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new InvalidOperationException(
                $"The signing key {keyId} was encrypted under another secret. Restore the setting Secret (or the file secret of the data folder), "
                    + "or where they were used the setting Accounts:KeySecret or the file accounts.key.",
                error);
        }
    }

    static byte[] Find(string? configured, SystemSecret system, string file) =>
        configured is not null ? Derive(configured)
        : File.Exists(file) ? Derive(File.ReadAllText(file).Trim())
        : system.Derive(Purpose);

    static byte[] Derive(string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeySize, info: Encoding.UTF8.GetBytes(Purpose));
}
