using System.Reflection;
using System.Text.Json;

namespace Cartwright.Contracts;

/// <summary>A member of an event that holds personal data (<see cref="PersonalAttribute"/>).</summary>
/// <param name="Path">Its names as JSON, from the outside: <c>shippingAddress</c>, <c>street</c>.</param>
/// <param name="IsNullable">Whether it may be null; otherwise it is a text.</param>
public sealed record PersonalMember(IReadOnlyList<string> Path, bool IsNullable)
{
    /// <summary>The personal members of an event, those of its parts included.</summary>
    internal static IReadOnlyList<PersonalMember> Of(Type type) => [.. Find(type, [], new())];

    static IEnumerable<PersonalMember> Find(Type type, string[] path, NullabilityInfoContext nullability)
    {
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string[] here = [.. path, JsonNamingPolicy.CamelCase.ConvertName(member.Name)];
            if (member.IsDefined(typeof(PersonalAttribute)))
            {
                yield return new(here, nullability.Create(member).ReadState == NullabilityState.Nullable);
            }
            else if (member.PropertyType.Assembly == typeof(PersonalMember).Assembly && member.PropertyType.IsClass)
            {
                foreach (var inner in Find(member.PropertyType, here, nullability))
                {
                    yield return inner;
                }
            }
        }
    }
}
