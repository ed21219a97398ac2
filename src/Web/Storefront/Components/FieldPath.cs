using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace Cartwright.Storefront.Components;

/// <summary>Finds the form field that a service means by <c>shippingAddress.zipCode</c>.</summary>
internal static class FieldPath
{
    /// <summary>The field; null when the form has none of that name.</summary>
    public static FieldIdentifier? Find(object form, string path)
    {
        var steps = path.Split('.');
        object? model = form;
        foreach (var step in steps[..^1])
        {
            model = model is null ? null : Property(model, step)?.GetValue(model);
        }

        return model is not null && Property(model, steps[^1]) is { } field ? new FieldIdentifier(model, field.Name) : null;
    }

    static PropertyInfo? Property(object model, string name) =>
        model.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
}
