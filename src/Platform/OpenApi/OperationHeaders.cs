using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>Describes the headers of requests and answers: those of <see cref="ApiHeader"/>.</summary>
internal static class OperationHeaders
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var header in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiHeader>())
        {
            if (header.InRequest)
            {
                Ask(operation, header);
            }

            if (header.InAnswer)
            {
                Answer(operation, header);
            }
        }

        return Task.CompletedTask;
    }

    // A header that is a parameter of the endpoint is in the document already.
    static void Ask(OpenApiOperation operation, ApiHeader header)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == header.Name) is not { } parameter)
        {
            operation.Parameters.Add(parameter = new() { Name = header.Name, In = ParameterLocation.Header });
        }

        parameter.Description = header.Description;
        parameter.Required = header.IsRequired;
        parameter.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = header.Format,
            MinLength = header.LengthMax is null ? null : 1,
            MaxLength = header.LengthMax,
        };
    }

    static void Answer(OpenApiOperation operation, ApiHeader header)
    {
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is OpenApiResponse response && int.TryParse(status, out var code) && Has(code, header))
            {
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[header.Name] = new OpenApiHeader
                {
                    Description = header.Description,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = header.Format },
                };
            }
        }
    }

    // Also an answer that repeats nothing says of which version it speaks.
    static bool Has(int status, ApiHeader header) =>
        status is >= 200 and < 300 || (status == StatusCodes.Status304NotModified && header.Name == HeaderNames.ETag);
}
