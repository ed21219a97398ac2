using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Describes the parameters of operations by their annotations, and corrects what the framework infers.</summary>
internal static class ParameterSchema
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Get)))
        {
            // The framework takes a list of texts for a body, wherever it is read from.
            operation.RequestBody = null;
        }

        foreach (var parameter in metadata.OfType<IParameterBindingMetadata>().Where(p => p.IsOptional))
        {
            if (operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == UnreadableParameters.NameOf(parameter)) is { } optional)
            {
                optional.Required = false;
            }
        }

        foreach (var parameter in context.Description.ParameterDescriptions)
        {
            if (operation.Parameters?.FirstOrDefault(p => p.Name == parameter.Name)?.Schema is not OpenApiSchema schema
                || parameter.ParameterDescriptor is not IParameterInfoParameterDescriptor { ParameterInfo: { } declared })
            {
                continue;
            }

            Annotations.Describe(schema, declared.GetCustomAttributes(inherit: true));
        }

        return Task.CompletedTask;
    }
}
