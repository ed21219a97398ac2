using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// Encrypts a secret before it is stored or shared (AES-256-GCM, NIST SP 800-38D). A box is a version byte, a random nonce of 12 bytes, a tag of
/// 16 bytes and the ciphertext; it opens only with the same key and name. One key is safe for 2³² boxes.
/// </summary>
/// <param name="secret">The system's secret.</param>
/// <param name="purpose">The purpose of the key; boxes of other purposes do not open.</param>
public sealed class SecretBox(SystemSecret secret, string purpose)
{
    // Identifies cipher, layout and key derivation: a change of any of them takes the next number.
    const byte Version = 1;
    const int NonceSize = 12;
    const int TagSize = 16;
    const int HeadSize = 1 + NonceSize + TagSize;

    readonly byte[] _key = secret.Derive(purpose);

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">The secret.</param>
    /// <param name="name">The owner of the secret, so that boxes cannot be swapped.</param>
    public byte[] Wrap(string text, string name)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[HeadSize + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(HeadSize), box.AsSpan(1 + NonceSize, TagSize), Bound(name));
        return box;
    }

    /// <summary>Decrypts a text; false if the box has another key or name, or is damaged.</summary>
    public bool TryOpen(ReadOnlySpan<byte> box, string name, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (box.Length < HeadSize || box[0] != Version)
        {
            return false;
        }

        var plain = new byte[box.Length - HeadSize];
        try
        {
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(box.Slice(1, NonceSize), box[HeadSize..], box.Slice(1 + NonceSize, TagSize), plain, Bound(name));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(plain);
        return true;
    }

    static byte[] Bound(string name) => [Version, .. Encoding.UTF8.GetBytes(name)];
}
