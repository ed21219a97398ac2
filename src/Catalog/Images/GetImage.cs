using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Catalog;

/// <summary>Serves a picture. What a name stands for never changes, so it may be kept for good; scripts in it never run.</summary>
internal static class GetImage
{
    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Handle(string name, HttpResponse response, ImageStore images)
    {
        if (images.Find(name) is not var (path, type))
        {
            return Problems.NotFound("image");
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.PhysicalFile(path, type.MediaType, entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""));
    }
}
