using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// The one secret of a system, the same in all its processes. What needs a key gets one of its own, derived by purpose (HKDF-SHA256, RFC 5869):
/// keys of different purposes say nothing of each other.
/// </summary>
public sealed class SystemSecret
{
    /// <summary>How long a secret must be at least, in characters.</summary>
    public const int LengthMin = 32;

    const int KeyBytes = 32;

    readonly byte[] _secret;

    /// <summary>Takes the secret as it is configured.</summary>
    /// <exception cref="InvalidOperationException">It is too short.</exception>
    public SystemSecret(string secret) => _secret = secret.Length >= LengthMin
        ? Encoding.UTF8.GetBytes(secret)
        : throw new InvalidOperationException($"The setting Secret is too short. Set it to at least {LengthMin} characters that nobody can guess.");

    /// <summary>The key of a purpose, 32 bytes.</summary>
    /// <param name="purpose">What it is for, for example <c>cartwright service calls</c>.</param>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, KeyBytes, salt: null, Encoding.UTF8.GetBytes(purpose));
}
