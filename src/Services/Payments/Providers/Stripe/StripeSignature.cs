using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Payments;

/// <summary>
/// The signature of Stripe's webhooks (https://docs.stripe.com/webhooks#verify-manually): the header <c>Stripe-Signature</c> has a time <c>t</c>, in seconds, and
/// for each secret a <c>v1</c>, the HMAC-SHA-256 of the time, a dot and the body, in hexadecimal digits.
/// </summary>
internal static class StripeSignature
{
    /// <summary>The header.</summary>
    public const string Header = "Stripe-Signature";

    /// <summary>How old a signature may be, and how much the clocks may differ: a recorded request is of no use later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // While a secret is rotated there are two of them.
    const int PartsMax = 20;

    /// <summary>Whether the body was signed with one of the secrets, and lately.</summary>
    /// <param name="header">The header; null if it is missing.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <param name="secrets">The secrets of the webhook.</param>
    /// <param name="now">The time.</param>
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',', PartsMax + 1, StringSplitOptions.TrimEntries);
        if (parts.Length > PartsMax
            || parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal)) is not { } time
            || !long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time[2..]}."), .. body];
        var isValid = false;
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes($"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
            foreach (var part in parts)
            {
                isValid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(part));
            }
        }

        return isValid;
    }
}
