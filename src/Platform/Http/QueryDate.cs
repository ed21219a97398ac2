using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>A date in a query: ISO 8601, for example <c>2026-05-01</c>. Anything else is refused and not guessed at.</summary>
/// <param name="Value">The date.</param>
[TypeConverter(typeof(QueryValueConverter<QueryDate>))]
public readonly record struct QueryDate(DateOnly Value) : IQueryValue<QueryDate>
{
    /// <summary>Reads a date.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryDate value)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = new(date);
        return isDate;
    }
}
