using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Gateway;

/// <summary>Compresses what leaves the shop for clients that accept it (RFC 9110, 12.5.3): JSON, pages and drawings, but no streams of events.</summary>
internal static class Compression
{
    // A smaller body gains nothing.
    const int BytesMin = 1024;

    static readonly HashSet<string> MediaTypes = new([.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"], StringComparer.OrdinalIgnoreCase);

    public static void Add(IServiceCollection services) => services.AddResponseCompression(options =>
    {
        // What is secret in a page, its antiforgery token, is encrypted anew for each page, so that lengths tell nothing of it.
        options.EnableForHttps = true;
        options.MimeTypes = MediaTypes;
    });

    public static void Use(WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            context.Response.OnStarting(static response =>
            {
                Weaken(((HttpResponse)response).Headers);
                return Task.CompletedTask;
            }, context.Response);
            return next(context);
        });
        app.UseResponseCompression();
    }

    /// <summary>Whether a body gains by compression: photographs, for example, are compressed already.</summary>
    public static bool Gains(string? contentType, int bytes) =>
        bytes >= BytesMin && MediaTypeHeaderValue.TryParse(contentType, out var type) && MediaTypes.Contains(type.MediaType.Value!);

    /// <summary>Whether the client accepts Brotli.</summary>
    public static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    // A strong tag stands for one sequence of bytes (RFC 9110, 8.8.1), and these are others now.
    static void Weaken(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding.Count > 0 && headers.ETag.ToString() is ['"', ..] tag)
        {
            headers.ETag = $"W/{tag}";
        }
    }
}
