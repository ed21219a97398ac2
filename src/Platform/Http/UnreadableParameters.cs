using System.ComponentModel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cartwright.Platform.Http;

/// <summary>Names the missing and unreadable parameters of a request; the generated endpoints answer with a 400 without details.</summary>
internal static class UnreadableParameters
{
    /// <summary>The errors by parameter; empty if the endpoint could read all parameters.</summary>
    public static Dictionary<string, string[]> Of(HttpContext context)
    {
        var errors = new Dictionary<string, string[]>();
        // After an exception the endpoint is no longer the current one.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Where(p => p.HasTryParse) ?? [])
        {
            var declared = parameter.ParameterInfo.ParameterType;
            var type = declared.IsArray ? declared.GetElementType()! : declared;
            type = Nullable.GetUnderlyingType(type) ?? type;
            var name = NameOf(parameter);
            if (!context.Request.Query.TryGetValue(name, out var values))
            {
                if (!parameter.IsOptional && !context.Request.RouteValues.ContainsKey(name))
                {
                    errors[name] = ["A value is needed."];
                }
            }
            else if (type != typeof(string) && values.Any(value => !TypeDescriptor.GetConverter(type).IsValid(value!)))
            {
                errors[name] = ["The value cannot be read."];
            }
        }

        if (errors.Count == 0 && endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
        {
            errors["body"] = ["The body is missing or cannot be read."];
        }

        return errors;
    }

    /// <summary>The name of a parameter in the query; a member of a parameter object is named by its attribute.</summary>
    public static string NameOf(IParameterBindingMetadata parameter) =>
        parameter.ParameterInfo.GetCustomAttributes(inherit: true).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name;
}
