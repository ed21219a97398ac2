using System.Reflection;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Describes the parameters of operations by their annotations, and corrects what the framework infers.</summary>
internal static class ParameterSchema
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<HttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Get)))
        {
            // The framework takes a list of texts for a body, wherever it is read from.
            operation.RequestBody = null;
        }

        foreach (var parameter in context.Description.ParameterDescriptions)
        {
            if (operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == parameter.Name) is not { Schema: OpenApiSchema schema } described
                || parameter.ParameterDescriptor is not IParameterInfoParameterDescriptor { ParameterInfo: { } declared })
            {
                continue;
            }

            // The framework takes every list for required.
            described.Required &= !declared.ParameterType.IsArray || new NullabilityInfoContext().Create(declared).ReadState != NullabilityState.Nullable;
            Annotations.Describe(schema, declared.GetCustomAttributes(inherit: true));
        }

        return Task.CompletedTask;
    }
}
