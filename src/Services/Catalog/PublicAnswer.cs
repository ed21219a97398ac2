using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>
/// A public answer as bytes. Browsers revalidate it each time (and get 304 while it is unchanged); the gateway caches it and purges
/// it by the tags in <c>Surrogate-Key</c>.
/// </summary>
internal sealed class PublicAnswer(byte[] body, IReadOnlyList<string> tags, string? etag = null, string caching = PublicAnswer.Public) : IResult
{
    const string Public = "public, max-age=0, s-maxage=60";
    const string Private = "private, no-cache";

    readonly string _etag = etag ?? $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 12))}\"";
    readonly string _surrogateKey = string.Join(' ', tags);

    /// <summary>The form in the shared cache: the entity tag, a line feed, and the body.</summary>
    public static CacheCodec<PublicAnswer?> Codec { get; } = new(answer => answer!.Write(), Read);

    /// <summary>The cache tags of the answer.</summary>
    public IReadOnlyList<string> Tags => tags;

    /// <summary>The approximate size in memory, in bytes.</summary>
    public int Bytes => body.Length + (4 * _surrogateKey.Length);

    /// <summary>The same answer for one member of staff: nothing between the catalog and the client may cache it.</summary>
    public PublicAnswer ForStaff() => new(body, tags, _etag, Private);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = _etag;
        response.Headers.CacheControl = caching;
        response.Headers["Surrogate-Key"] = _surrogateKey;
        if (Preconditions.IsNotModified(httpContext.Request, _etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    static PublicAnswer Read(byte[] bytes, IReadOnlyList<string> tags)
    {
        var end = Array.IndexOf(bytes, (byte)'\n');
        return new(bytes[(end + 1)..], tags, Encoding.ASCII.GetString(bytes, 0, end));
    }

    byte[] Write() => [.. Encoding.ASCII.GetBytes(_etag), (byte)'\n', .. body];
}
