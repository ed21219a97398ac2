using System.ComponentModel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cartwright.Platform.Http;

/// <summary>Names the values of the query that could not be read, which the generated endpoints answer with a bare 400.</summary>
internal static class UnreadableParameters
{
    /// <summary>What is wrong, by parameter; empty when the endpoint could read them all.</summary>
    public static Dictionary<string, string[]> Of(HttpContext context)
    {
        var errors = new Dictionary<string, string[]>();
        // An endpoint that threw is no longer the current one.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var declared = parameter.ParameterInfo.ParameterType;
            var type = declared.IsArray ? declared.GetElementType()! : declared;
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (parameter.HasTryParse && type != typeof(string)
                && context.Request.Query.TryGetValue(parameter.Name, out var values)
                && values.Any(value => !TypeDescriptor.GetConverter(type).IsValid(value!)))
            {
                errors[parameter.Name] = ["The value cannot be read."];
            }
        }

        return errors;
    }
}
