using System.ComponentModel;
using System.Globalization;

namespace Cartwright.Platform.Http;

/// <summary>A number in a query: digits with a point for decimals. A comma is refused, because some write it for decimals and some for thousands.</summary>
/// <param name="Value">The number.</param>
[TypeConverter(typeof(QueryValueConverter<QueryNumber>))]
public readonly record struct QueryNumber(decimal Value) : IQueryValue<QueryNumber>
{
    /// <summary>Reads a number.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryNumber value)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        value = new(number);
        return isNumber;
    }
}
