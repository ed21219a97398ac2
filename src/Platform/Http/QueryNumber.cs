using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>A number in a query: digits with a point for decimals. A comma is refused, because some write it for decimals and some for thousands.</summary>
/// <param name="Value">The number.</param>
[TypeConverter(typeof(Converter))]
public readonly record struct QueryNumber(decimal Value)
{
    /// <summary>Reads a number.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryNumber number)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        number = new(value);
        return isNumber;
    }

    /// <summary>By this <see cref="UnreadableParameters"/> recognises a value that cannot be read.</summary>
    sealed class Converter : TypeConverter
    {
        public override bool IsValid(ITypeDescriptorContext? context, object? value) => TryParse(value as string, null, out _);
    }
}
