using Cartwright.Platform.Files;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Catalog;

/// <summary>Serves an image. The content of a name never changes, so caches may keep it forever. The policy blocks scripts in SVG.</summary>
internal static class GetImage
{
    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> HandleAsync(
        string name, HttpResponse response, FileStore files, CancellationToken cancellationToken)
    {
        if (ImageType.OfExtension(Path.GetExtension(name)) is not { } type || await files.FindAsync(name, cancellationToken) is not { } path)
        {
            return Problems.NotFound("image");
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.PhysicalFile(path, type.MediaType, entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""));
    }
}
