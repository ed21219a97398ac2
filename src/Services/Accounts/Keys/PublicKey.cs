using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Accounts;

/// <summary>The public half of a signing key: a point on the curve P-256.</summary>
/// <param name="Id">The key's thumbprint, the key id in the header of tokens.</param>
/// <param name="X">First coordinate, 32 bytes.</param>
/// <param name="Y">Second coordinate, 32 bytes.</param>
/// <param name="SignsFrom">When it takes over from the key before it.</param>
internal sealed record PublicKey(string Id, byte[] X, byte[] Y, DateTimeOffset SignsFrom) : IScheduledKey
{
    /// <summary>Thumbprint of the key (RFC 7638): SHA-256 of its required members in lexical order.</summary>
    public static string Thumbprint(byte[] x, byte[] y) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(
            $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(x)}}","y":"{{Base64UrlEncoder.Encode(y)}}"}""")));
}
