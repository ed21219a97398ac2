using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>A date in a query: ISO 8601, for example <c>2026-05-01</c>. Anything else is refused and not guessed at.</summary>
/// <param name="Value">The date.</param>
[TypeConverter(typeof(Converter))]
public readonly record struct QueryDate(DateOnly Value)
{
    /// <summary>Reads a date.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryDate date)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        date = new(value);
        return isDate;
    }

    /// <summary>By this <see cref="UnreadableParameters"/> recognises a value that cannot be read.</summary>
    sealed class Converter : TypeConverter
    {
        public override bool IsValid(ITypeDescriptorContext? context, object? value) => TryParse(value as string, null, out _);
    }
}
