using System.Buffers.Text;
using System.Text.Json;

namespace Cartwright.Imports;

/// <summary>How long a token is good for, as far as it tells (JWT, RFC 7519). It is not verified: its end is only a hint when to get the next.</summary>
internal static class TokenLife
{
    /// <summary>What is assumed of one that does not tell.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    /// <summary>The longest that one is used.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(1);

    const int LengthMax = 16 * 1024;

    /// <summary>Whether a token can go into a header as it is.</summary>
    public static bool IsToken(string? token) => token is { Length: > 0 and <= LengthMax } && token.All(c => c is > ' ' and <= '~');

    /// <summary>How long a token is good for.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">The present where it was issued.</param>
    public static TimeSpan Of(string token, DateTimeOffset now)
    {
        if (Expiry(token) is not { } expiry)
        {
            return Default;
        }

        // One that has ended before it is used tells more of the clocks than of itself.
        var seconds = expiry - (now.ToUnixTimeMilliseconds() / 1000d);
        return seconds <= 0 ? Default : seconds < Max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Max;
    }

    /// <returns>Seconds since 1970; null when the token has no readable <c>exp</c>.</returns>
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
