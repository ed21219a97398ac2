using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Accounts;

/// <summary>An opaque refresh token of 256 random bits. Only its hash is stored; 256 random bits need no salt and no slow hash.</summary>
internal static class RefreshToken
{
    const int Size = 32;

    /// <summary>A new token.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The hash that is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
