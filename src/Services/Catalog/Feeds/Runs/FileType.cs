using Microsoft.Net.Http.Headers;

namespace Cartwright.Catalog.Feeds;

/// <summary>The media types of files.</summary>
internal static class FileType
{
    /// <summary>The media types that are read.</summary>
    public static readonly string[] MediaTypes = ["text/csv", "application/x-ndjson", "application/gzip"];

    /// <summary>What is sent, in words.</summary>
    public const string Names = "text/csv or application/x-ndjson, as the feed says, in UTF-8; packed with Content-Encoding: gzip, or as application/gzip";

    /// <summary>Whether a request sends a file of a format.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format"><c>csv</c> or <c>ndjson</c>.</param>
    /// <param name="isPacked">Whether the file is packed.</param>
    public static bool IsOf(HttpRequest request, string format, out bool isPacked)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        isPacked = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || (encoding.Length > 0 && !isPacked)
            || (type.Charset.Length > 0 && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (type.MediaType.Equals("application/gzip", StringComparison.OrdinalIgnoreCase))
        {
            return isPacked = encoding.Length == 0;
        }

        return type.MediaType.Equals(format == "csv" ? "text/csv" : "application/x-ndjson", StringComparison.OrdinalIgnoreCase);
    }
}
