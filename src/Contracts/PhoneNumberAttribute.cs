using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>A telephone number: digits with the usual separators, optionally after a plus sign. Null and an empty text are valid.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PhoneNumberAttribute : ValidationAttribute
{
    const int DigitsMin = 3;

    /// <summary>The most characters.</summary>
    public const int LengthMax = 31;

    static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789 ()./-");

    /// <summary>Creates it.</summary>
    public PhoneNumberAttribute() : base("Use 3 to 30 digits, with spaces, dots, dashes or parentheses.")
    {
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string text && (text.Length == 0 || IsPhone(text)));

    static bool IsPhone(string text)
    {
        var digits = text.AsSpan(text[0] == '+' ? 1 : 0);
        return text.Length <= LengthMax
            && text.Count(char.IsAsciiDigit) >= DigitsMin
            && digits is [(>= '0' and <= '9') or '(', ..]
            && !digits.ContainsAnyExcept(Allowed);
    }
}
