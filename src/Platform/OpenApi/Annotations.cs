using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using Cartwright.Contracts;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>States the annotations of members and parameters, which the server checks, in their schemas.</summary>
internal static class Annotations
{
    public static void Describe(OpenApiSchema schema, IEnumerable<object> attributes)
    {
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case ISchemaRule rule:
                    rule.Describe(schema);
                    break;
                case OneOfAttribute oneOf:
                    Enumerate(schema, oneOf.Values);
                    if (oneOf.Name is { } name)
                    {
                        (schema.Extensions ??= new Dictionary<string, IOpenApiExtension>())[OneOfAttribute.NameMember] = new JsonNodeExtension(JsonValue.Create(name));
                    }

                    break;
                case AllowedValuesAttribute allowed:
                    Enumerate(schema, allowed.Values.OfType<string>());
                    break;
                // The least length is one without the spaces around, which no schema can say; and a line that was erased is empty.
                case LineAttribute line:
                    schema.MaxLength = line.MaximumLength;
                    schema.MinLength = null;
                    break;
                case StringLengthAttribute length:
                    schema.MaxLength = length.MaximumLength;
                    schema.MinLength = length.MinimumLength > 0 ? length.MinimumLength : null;
                    break;
                case RangeAttribute range:
                    schema.Minimum = Convert.ToString(range.Minimum, CultureInfo.InvariantCulture);
                    schema.Maximum = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture);
                    break;
                case LengthAttribute length:
                    Limit(schema, length.MinimumLength, length.MaximumLength);
                    break;
                case MaxLengthAttribute length:
                    Limit(schema, null, length.Length);
                    break;
                case MinLengthAttribute length:
                    Limit(schema, length.Length, null);
                    break;
                // The attribute compares the whole text.
                case RegularExpressionAttribute pattern:
                    schema.Pattern = pattern.Pattern is ['^', .., '$'] ? pattern.Pattern : $"^(?:{pattern.Pattern})$";
                    break;
                case CountryCodeAttribute:
                    schema.Pattern = "^[A-Za-z]{2}$";
                    break;
                case CurrencyCodeAttribute:
                    schema.Pattern = "^[A-Z]{3}$";
                    break;
                case PhoneNumberAttribute:
                    schema.MaxLength = PhoneNumberAttribute.LengthMax;
                    break;
            }
        }
    }

    static void Limit(OpenApiSchema schema, int? min, int? max)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Array) is true)
        {
            schema.MinItems = min is 0 ? null : min ?? schema.MinItems;
            schema.MaxItems = max ?? schema.MaxItems;
        }
        else if (schema.Type?.HasFlag(JsonSchemaType.String) is true)
        {
            schema.MinLength = min is 0 ? null : min ?? schema.MinLength;
            schema.MaxLength = max ?? schema.MaxLength;
        }
    }

    // A text that may be missing may be null as well.
    static void Enumerate(OpenApiSchema schema, IEnumerable<string> values)
    {
        schema.Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value)!)];
        if (schema.Type?.HasFlag(JsonSchemaType.Null) is true)
        {
            schema.Enum.Add(JsonNullSentinel.JsonNull);
        }
    }
}
