using System.Reflection;

namespace Cartwright.Platform.OpenApi;

/// <summary>Tells the document that a text is one of some values. It checks nothing.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute : Attribute
{
    /// <summary>The member of a schema with the name of its values; the gateway makes a schema of that name.</summary>
    public const string NameMember = "x-values";

    /// <summary>The text is one of these.</summary>
    public OneOfAttribute(params string[] values) => Values = values;

    /// <summary>The text is one of the constants of a class, for example <c>typeof(OrderStatus)</c>.</summary>
    public OneOfAttribute(Type constants)
    {
        Name = constants.Name;
        Values =
        [
            .. constants.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(constant => constant.IsLiteral && constant.FieldType == typeof(string))
                .Select(constant => (string)constant.GetRawConstantValue()!),
        ];
    }

    /// <summary>The name of the values in the document, where several members have them.</summary>
    public string? Name { get; }

    /// <summary>The values, in their order.</summary>
    public IReadOnlyList<string> Values { get; }
}
