using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Accounts;

/// <summary>A rule of <see cref="FieldRules"/> on a field of a request; null is valid.</summary>
internal abstract class FieldRuleAttribute(string message, Func<string, bool> rule, int min, int max, string? format = null)
    : ValidationAttribute(message), ISchemaRule
{
    public override bool IsValid(object? value) => value is null || (value is string text && rule(text));

    public void Describe(OpenApiSchema schema) => (schema.MinLength, schema.MaxLength, schema.Format) = (min, max, format);
}

internal sealed class UsernameAttribute()
    : FieldRuleAttribute("Use 3 to 40 letters, digits, dots, dashes or underscores.", FieldRules.IsUsername, 3, 40);

internal sealed class EmailAttribute() : FieldRuleAttribute("This is not an address for mail.", FieldRules.IsEmail, 3, FieldRules.EmailMax, "email");

internal sealed class PasswordAttribute()
    : FieldRuleAttribute("Use 8 to 128 characters, without control characters.", PasswordText.IsChoosable, 8, 128);

internal sealed class PresentedPasswordAttribute()
    : FieldRuleAttribute("Tell the password, of at most 128 characters.", PasswordText.IsPresentable, 1, 128);
