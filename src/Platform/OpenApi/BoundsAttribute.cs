using System.Globalization;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Tells the document of bounds that code checks. It checks nothing.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BoundsAttribute : Attribute, ISchemaRule
{
    /// <summary>The fewest characters of a text, or elements of a list.</summary>
    public int LengthMin { get; set; }

    /// <summary>The most characters of a text, or elements of a list; 0 for any number.</summary>
    public int LengthMax { get; set; }

    /// <summary>The least number.</summary>
    public double Min { get; set; } = double.NaN;

    /// <summary>The greatest number.</summary>
    public double Max { get; set; } = double.NaN;

    /// <inheritdoc/>
    public void Describe(OpenApiSchema schema)
    {
        var (min, max) = (LengthMin > 0 ? LengthMin : (int?)null, LengthMax > 0 ? LengthMax : (int?)null);
        if (schema.Type?.HasFlag(JsonSchemaType.Array) is true)
        {
            (schema.MinItems, schema.MaxItems) = (min ?? schema.MinItems, max ?? schema.MaxItems);
        }
        else
        {
            (schema.MinLength, schema.MaxLength) = (min ?? schema.MinLength, max ?? schema.MaxLength);
        }

        (schema.Minimum, schema.Maximum) = (Text(Min) ?? schema.Minimum, Text(Max) ?? schema.Maximum);
    }

    static string? Text(double bound) => double.IsNaN(bound) ? null : bound.ToString(CultureInfo.InvariantCulture);
}
