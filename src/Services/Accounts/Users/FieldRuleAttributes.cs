using System.ComponentModel.DataAnnotations;

namespace Cartwright.Accounts;

/// <summary>A rule of <see cref="FieldRules"/> on a field of a request; null is valid.</summary>
internal abstract class FieldRuleAttribute(string message, Func<string, bool> rule) : ValidationAttribute(message)
{
    public override bool IsValid(object? value) => value is null || (value is string text && rule(text));
}

internal sealed class UsernameAttribute() : FieldRuleAttribute("Use 3 to 40 letters, digits, dots, dashes or underscores.", FieldRules.IsUsername);

internal sealed class EmailAttribute() : FieldRuleAttribute("This is not an address for mail.", FieldRules.IsEmail);

internal sealed class PasswordAttribute()
    : FieldRuleAttribute("Use 8 to 128 characters, without control characters.", PasswordText.IsChoosable);

internal sealed class PresentedPasswordAttribute() : FieldRuleAttribute("Tell the password, of at most 128 characters.", PasswordText.IsPresentable);
