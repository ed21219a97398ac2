using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cartwright.Platform.Http;

/// <summary>The JSON of requests and responses: camelCase, strict types and required members, generated serializers.</summary>
public static class Json
{
    /// <summary>Configures serializer options.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="context">The service's generated serializers.</param>
    public static void Configure(JsonSerializerOptions options, IJsonTypeInfoResolver? context)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.MaxDepth = 16;
        options.Converters.Add(new TextConverter());
        if (context is not null)
        {
            options.TypeInfoResolverChain.Insert(0, context.WithAddedModifier(AllowAbsence));
        }

        options.TypeInfoResolverChain.Insert(0, PlatformJson.Default.WithAddedModifier(AllowAbsence));
    }

    // A nullable member may be missing; all others are required.
    static void AllowAbsence(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { } parameter && (parameter.IsNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null))
            {
                property.IsRequired = false;
            }
        }
    }

    /// <summary>Text as PostgreSQL can store it: without NUL and without halves of surrogate pairs.</summary>
    sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Text(ref reader) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Text(ref reader);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

        static string Text(ref Utf8JsonReader reader)
        {
            string text;
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException malformed)
            {
                throw new JsonException(null, malformed);
            }

            return text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException() : text;
        }
    }
}
