using Microsoft.Net.Http.Headers;

namespace Cartwright.Platform.Http;

/// <summary>Refuses requests whose text no endpoint can read, before any does.</summary>
internal static class RequestText
{
    const string EncodedNul = "%00";

    public static Task Answer(HttpContext context, RequestDelegate next) => Refusal(context.Request) is { } refusal ? refusal.ExecuteAsync(context) : next(context);

    static IResult? Refusal(HttpRequest request)
    {
        // PostgreSQL cannot store NUL. A statement that contains one makes the next statement on its connection fail.
        if (request.QueryString.Value?.Contains(EncodedNul, StringComparison.Ordinal) is true)
        {
            // Two names may differ in their NULs only.
            return Problems.Invalid(request.Query
                .Where(p => p.Value.Any(HasNul) || HasNul(p.Key))
                .Select(p => p.Key.Replace("\0", "", StringComparison.Ordinal))
                .Distinct()
                .ToDictionary(name => name, _ => Unstorable));
        }

        // A proxy writes this part of a decoded path as it is, and the next server would read it as NUL.
        if (request.Path.Value?.Contains(EncodedNul, StringComparison.Ordinal) is true)
        {
            return Problems.Invalid("path", Unstorable[0]);
        }

        // JSON that systems exchange is UTF-8 (RFC 8259, 8.1), which is also what ASCII is.
        return request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { HasValue: true } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
            && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
            ? Problems.Status(StatusCodes.Status415UnsupportedMediaType, "JSON is read as UTF-8. Leave the charset out of Content-Type, or set it to utf-8.")
            : null;
    }

    static readonly string[] Unstorable = ["It contains a NUL character."];

    static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;
}
