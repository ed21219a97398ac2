using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Platform.Security;

/// <summary>
/// Proves that a request comes from a service of the same system: the header <c>Authorization: Service seconds.signature</c>, where the signature is
/// an HMAC-SHA256 over the method, the path with its query and the seconds since 1970, under a key that only the system's processes can derive.
/// A recorded request can be replayed for a minute only, and only unchanged.
/// </summary>
public sealed class ServiceSignature(SystemSecret secret, TimeProvider time)
{
    /// <summary>The scheme in the header.</summary>
    public const string Scheme = "Service";

    /// <summary>Paths with this prefix are for other services only.</summary>
    public const string Prefix = "/internal/";

    // Allows for clock differences between machines and for queueing.
    const long SecondsMax = 60;

    readonly byte[] _key = secret.Derive("cartwright service calls");

    /// <summary>The header value that proves a request.</summary>
    public AuthenticationHeaderValue Sign(HttpMethod method, string pathAndQuery)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        return new(Scheme, $"{seconds}.{Convert.ToHexStringLower(Compute(method.Method, pathAndQuery, seconds))}");
    }

    /// <summary>Whether a header value proves a request.</summary>
    public bool Verify(string method, string pathAndQuery, ReadOnlySpan<char> proof)
    {
        var dot = proof.IndexOf('.');
        return dot > 0
            && long.TryParse(proof[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= SecondsMax
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Compute(method, pathAndQuery, seconds))), Encoding.UTF8.GetBytes(proof[(dot + 1)..].ToString()));
    }

    byte[] Compute(string method, string pathAndQuery, long seconds) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{method}\n{pathAndQuery}\n{seconds}"));
}
