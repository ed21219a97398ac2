using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// The token with which the owner of a mail address replaces a forgotten password: the HMAC-SHA256 of the request's id, under a key that only the processes of
/// the system can derive. Accounts stores a hash of it and notifications mails it; the event between both has the id only.
/// </summary>
public sealed class PasswordResetToken(SystemSecret secret)
{
    readonly byte[] _key = secret.Derive("cartwright password resets");

    /// <summary>The token of a request, 43 characters that need no escaping in a URL.</summary>
    public string Of(Guid resetId) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, resetId.ToByteArray(bigEndian: true)));

    /// <summary>The hash that is stored of a token; 256 bits that nobody can guess need no salt and no slow hash.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
