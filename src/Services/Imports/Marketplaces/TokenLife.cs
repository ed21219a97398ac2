using System.Buffers.Text;
using System.Text.Json;

namespace Cartwright.Imports;

/// <summary>The lifetime of a token, from its claims (JWT, RFC 7519). The token is not verified: its expiry is only a hint when to get the next one.</summary>
internal static class TokenLife
{
    /// <summary>The assumed lifetime of a token without a readable expiry.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    /// <summary>The longest use of a token.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(1);

    const int LengthMax = 16 * 1024;

    /// <summary>Whether a token can be sent in a header unchanged.</summary>
    public static bool IsToken(string? token) => token is { Length: > 0 and <= LengthMax } && token.All(c => c is > ' ' and <= '~');

    /// <summary>Returns the remaining lifetime of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">The present by the clock of the issuer.</param>
    public static TimeSpan Of(string token, DateTimeOffset now)
    {
        if (Expiry(token) is not { } expiry)
        {
            return Default;
        }

        // An expiry in the past means that the clocks differ.
        var seconds = expiry - (now.ToUnixTimeMilliseconds() / 1000d);
        return seconds <= 0 ? Default : seconds < Max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Max;
    }

    /// <returns>Seconds since 1970; null if the token has no readable <c>exp</c>.</returns>
    static double? Expiry(string token)
    {
        if (token.Split('.') is not [_, var claims, _])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out var seconds)
                    ? seconds
                    : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }
}
