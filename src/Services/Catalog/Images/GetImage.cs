using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Catalog;

/// <summary>Serves a picture. What a name stands for never changes, so it may be kept for good; scripts in it never run.</summary>
internal static class GetImage
{
    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> HandleAsync(
        string name, HttpResponse response, ImageStore images, CancellationToken cancellationToken)
    {
        if (ImageFiles.TypeOf(name) is not { } type || await images.FindAsync(name, cancellationToken) is not { } path)
        {
            return Problems.NotFound("image");
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.PhysicalFile(path, type.MediaType, entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""));
    }
}
