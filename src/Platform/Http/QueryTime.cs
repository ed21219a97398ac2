using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>
/// A time in a query: RFC 3339 with its offset, for example <c>2026-05-01T10:00:00+02:00</c>, or a date, which begins at midnight UTC. A time without an offset
/// is UTC, wherever the server stands. Anything else is refused and not guessed at.
/// </summary>
/// <param name="Utc">The time, with offset 0.</param>
[TypeConverter(typeof(Converter))]
public readonly record struct QueryTime(DateTimeOffset Utc)
{
    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>Reads a time.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryTime time)
    {
        var isTime = DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc);
        time = new(utc);
        return isTime;
    }

    /// <summary>By this <see cref="UnreadableParameters"/> recognises a value that cannot be read.</summary>
    sealed class Converter : TypeConverter
    {
        public override bool IsValid(ITypeDescriptorContext? context, object? value) => TryParse(value as string, null, out _);
    }
}
