using Cartwright.Platform.Data;
using Cartwright.Platform.Files;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Cartwright.Catalog;

/// <summary>A stored image.</summary>
/// <param name="Url">
/// Its URL, a path of this shop: the largest size. The other sizes have their width in the place of this one's, as in <c>…-480.webp</c>.
/// </param>
/// <param name="Width">The width of the largest size, in pixels.</param>
/// <param name="Height">The height of the largest size, in pixels.</param>
/// <param name="Widths">The widths of the smaller sizes, rising; empty for a drawing, which has every size.</param>
public sealed record UploadImageResponse(string Url, int Width, int Height, IReadOnlyList<int> Widths);

/// <summary>Stores an image, which is the body of the request, in several sizes.</summary>
internal static class UploadImage
{
    /// <summary>The path of the operation.</summary>
    public const string Path = "/api/products/images";

    /// <summary>The largest image, in bytes.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    /// <summary>Describes the body, which the endpoint reads by itself.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var image = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = ImageType.MediaTypes.ToDictionary(type => type, _ => image) };
        return Task.CompletedTask;
    }

    public static async Task<Results<Created<UploadImageResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, ImageReading reading, Database database, FileStore files, CancellationToken cancellationToken)
    {
        var declared = MediaTypeHeaderValue.TryParse(request.ContentType, out var header) ? ImageType.OfMediaType(header.MediaType.Value) : null;
        if (declared is null)
        {
            return Problems.Status(StatusCodes.Status415UnsupportedMediaType, $"Send one of {ImageType.Names}.");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var (image, error) = await reading.ReadAsync(body.ToArray(), declared, cancellationToken);
        if (image is null)
        {
            return Problems.Invalid("body", error!);
        }

        await ImageStore.AddAsync(database, files, image, cancellationToken);
        var url = new ImageName(image.Hash, image.Width, image.Type.Extension).Url;
        return TypedResults.Created(url, new UploadImageResponse(url, image.Width, image.Height, image.SmallerWidths));
    }
}
