using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>
/// A time in a query: RFC 3339 with its offset, for example <c>2026-05-01T10:00:00+02:00</c>, or a date, which begins at midnight UTC. A time without an offset
/// is UTC, wherever the server stands. Anything else is refused and not guessed at.
/// </summary>
/// <param name="Utc">The time, with offset 0.</param>
[TypeConverter(typeof(QueryValueConverter<QueryTime>))]
public readonly record struct QueryTime(DateTimeOffset Utc) : IQueryValue<QueryTime>
{
    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>Reads a time.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryTime value)
    {
        var isTime = DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc);
        value = new(utc);
        return isTime;
    }
}
