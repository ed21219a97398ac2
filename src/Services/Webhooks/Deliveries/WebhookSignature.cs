using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Webhooks;

/// <summary>Signs deliveries (Standard Webhooks 1.0, "Signature scheme": HMAC-SHA256 over <c>id.timestamp.payload</c>).</summary>
internal static class WebhookSignature
{
    const string SecretPrefix = "whsec_";
    const int SecretBytes = 32;

    /// <summary>A new random secret, as receivers know it: <c>whsec_</c> and 32 bytes in base64.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The header <c>webhook-signature</c>: a signature per secret, with a space between.</summary>
    /// <param name="secrets">The secrets, the current one first.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="at">The time of the attempt, in seconds since 1970: the header <c>webhook-timestamp</c>.</param>
    /// <param name="payload">The body.</param>
    public static string Of(IReadOnlyList<string> secrets, string id, long at, string payload)
    {
        var signed = Encoding.UTF8.GetBytes($"{id}.{at.ToString(CultureInfo.InvariantCulture)}.{payload}");
        return string.Join(' ', secrets.Select(secret =>
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))}"));
    }
}
