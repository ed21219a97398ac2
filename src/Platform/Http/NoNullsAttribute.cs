using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Http;

/// <summary>
/// A list without null elements. The serializer lets null pass where the type of the elements says that there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoNullsAttribute : ValidationAttribute
{
    /// <summary>Creates it.</summary>
    public NoNullsAttribute() : base("No element may be null.")
    {
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => (value as IEnumerable)?.Cast<object?>().All(element => element is not null) ?? true;
}
