using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>
/// Describes the members of requests and answers as the server treats them: what it checks, that money is decimal, and which members a request must have. All
/// members of a type that only answers contain are always written; the gateway, which knows the types of all operations, says so.
/// </summary>
internal static class MemberSchema
{
    const string DecimalFormat = "decimal";

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(decimal))
        {
            schema.Format = DecimalFormat;
        }

        if (schema.Type?.HasFlag(JsonSchemaType.Array) is true && schema.Items is null && type.ElementType == typeof(string))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        if (type.Kind == JsonTypeInfoKind.Dictionary && schema.AdditionalProperties is null)
        {
            schema.AdditionalProperties = new OpenApiSchema { Type = type.ElementType == typeof(string) ? JsonSchemaType.String : null };
        }

        if (context.JsonPropertyInfo is { } member)
        {
            Annotations.Describe(schema, AttributesOf(member));
            // A value that the server refuses is no default.
            schema.Default = IsNeeded(member) ? null : schema.Default;
        }

        if (type.Kind == JsonTypeInfoKind.Object)
        {
            schema.Required = type.Properties.Where(IsNeeded).Select(p => p.Name).ToHashSet();
        }

        return Task.CompletedTask;
    }

    // The serializer demands it, or the annotations refuse the value that a missing member has.
    static bool IsNeeded(JsonPropertyInfo member) =>
        member.IsRequired
        || AttributesOf(member).OfType<ValidationAttribute>().Any(rule => rule is RequiredAttribute || !rule.IsValid(Absent(member)));

    static object? Absent(JsonPropertyInfo member) => member.AssociatedParameter is { HasDefaultValue: true } parameter ? parameter.DefaultValue : null;

    // The attributes of a record's parameter are on the parameter, on its property, or on both.
    static IEnumerable<object> AttributesOf(JsonPropertyInfo member) => Of(member.AttributeProvider).Concat(Of(member.AssociatedParameter?.AttributeProvider));

    static object[] Of(ICustomAttributeProvider? provider) => provider?.GetCustomAttributes(inherit: true) ?? [];
}
