using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>One line of visible text, see <see cref="VisibleText.IsLine"/>; null is valid.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LineAttribute : StringLengthAttribute
{
    /// <summary>Creates it.</summary>
    /// <param name="max">The longest text, in UTF-16 code units.</param>
    /// <param name="min">The shortest, without spaces around it.</param>
    public LineAttribute(int max, int min = 0) : base(max)
    {
        MinimumLength = min;
        ErrorMessage = min == 0 ? $"Use one line of at most {max} visible characters." : $"Use one line of {min} to {max} visible characters.";
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string text && VisibleText.IsLine(text, MinimumLength, MaximumLength));
}
