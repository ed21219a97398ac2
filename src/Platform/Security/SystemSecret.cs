using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// The secret that all processes of a system share. Each purpose has its own key, derived from it (HKDF-SHA256, RFC 5869):
/// the key of one purpose does not reveal the key of another.
/// </summary>
public sealed class SystemSecret
{
    /// <summary>The minimum length of a secret, in characters.</summary>
    public const int LengthMin = 32;

    const int KeyBytes = 32;

    readonly byte[] _secret;

    /// <summary>Creates it from the configured secret.</summary>
    /// <exception cref="InvalidOperationException">It is too short.</exception>
    public SystemSecret(string secret) => _secret = secret.Length >= LengthMin
        ? Encoding.UTF8.GetBytes(secret)
        : throw new InvalidOperationException($"The setting Secret is too short. Set it to at least {LengthMin} characters that nobody can guess.");

    /// <summary>The key of a purpose, 32 bytes.</summary>
    /// <param name="purpose">The purpose, for example <c>cartwright service calls</c>.</param>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, KeyBytes, salt: null, Encoding.UTF8.GetBytes(purpose));
}
