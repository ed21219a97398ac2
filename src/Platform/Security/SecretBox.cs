using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// Encrypts what is secret before it is kept or shared (AES-256-GCM, NIST SP 800-38D). A box is a version byte, a random nonce of 12 bytes, a tag of
/// 16 bytes and the text; it opens only under the same key and as what it was sealed as. One key is good for 2³² boxes.
/// </summary>
/// <param name="secret">The system's secret.</param>
/// <param name="purpose">What the key is for; boxes of other purposes do not open.</param>
public sealed class SecretBox(SystemSecret secret, string purpose)
{
    // Names the cipher, the layout and the way to the key: whoever changes one of them takes the next.
    const byte Version = 1;
    const int NonceSize = 12;
    const int TagSize = 16;
    const int HeadSize = 1 + NonceSize + TagSize;

    readonly byte[] _key = secret.Derive(purpose);

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">What is secret.</param>
    /// <param name="name">What it belongs to, so that boxes cannot be swapped.</param>
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

    /// <summary>Decrypts a text, unless it was sealed under another secret or as something else, or is damaged.</summary>
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
