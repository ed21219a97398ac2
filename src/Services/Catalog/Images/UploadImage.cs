using Cartwright.Platform.Files;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Cartwright.Catalog;

/// <summary>A stored image.</summary>
/// <param name="Url">Its URL.</param>
public sealed record UploadImageResponse(string Url);

/// <summary>Stores an image, which is the body of the request.</summary>
internal static class UploadImage
{
    /// <summary>The largest image, in bytes.</summary>
    public const int BytesMax = 2 * 1024 * 1024;

    /// <summary>Describes the body, which the endpoint reads by itself.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var image = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = ImageType.MediaTypes.ToDictionary(type => type, _ => image) };
        return Task.CompletedTask;
    }

    public static async Task<Results<Created<UploadImageResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, FileStore files, CancellationToken cancellationToken)
    {
        var declared = MediaTypeHeaderValue.TryParse(request.ContentType, out var header) ? ImageType.OfMediaType(header.MediaType.Value) : null;
        if (declared is null)
        {
            return Problems.Status(StatusCodes.Status415UnsupportedMediaType, "Send image/svg+xml, image/png, image/jpeg or image/webp.");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var content = body.ToArray();
        if (ImageType.Sniff(content) != declared)
        {
            return Problems.Invalid("body", $"The content is not {declared.MediaType}.");
        }

        var url = $"/api/products/images/{await files.SaveAsync(content, declared.Extension, cancellationToken)}";
        return TypedResults.Created(url, new UploadImageResponse(url));
    }
}
