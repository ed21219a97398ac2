using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Platform.Http;

/// <summary>Optimistic concurrency over HTTP (RFC 9110, section 13): a record's version goes out as <c>ETag</c> and must come back as <c>If-Match</c> with an edit.</summary>
public static class Preconditions
{
    /// <summary>The entity tag of a version. A suffix may tell of changes that do not concern edits; <see cref="Check"/> ignores it.</summary>
    public static string ETag(int version, string? suffix = null) =>
        suffix is null ? string.Create(CultureInfo.InvariantCulture, $"\"{version}\"") : string.Create(CultureInfo.InvariantCulture, $"\"{version}-{suffix}\"");

    /// <summary>The version that the client edits, from <c>If-Match</c>: null with a 428 problem when the header is missing, with a 412 when it is no version of ours.</summary>
    public static (int? Version, ProblemHttpResult? Problem) Read(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            return (null, Problems.Status(StatusCodes.Status428PreconditionRequired, "Send the ETag of the version you edit as If-Match."));
        }

        return EntityTagHeaderValue.TryParse(header, out var tag) && !tag.IsWeak
            && int.TryParse(tag.Tag.AsSpan().Trim('"').ToString().Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, Stale());
    }

    /// <summary>Null when the client edits the current version, else the problem to answer with.</summary>
    public static ProblemHttpResult? Check(HttpRequest request, int current)
    {
        var (version, problem) = Read(request);
        return problem ?? (version == current ? null : Stale());
    }

    /// <summary>412: somebody else changed the record since the client read it.</summary>
    public static ProblemHttpResult Stale() =>
        Problems.Status(StatusCodes.Status412PreconditionFailed, "The record was changed since you read it. Read it again and repeat your edit.");

    /// <summary>Whether the client already holds this version (<c>If-None-Match</c>), so that 304 is the answer.</summary>
    public static bool IsNotModified(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Any(value => value is not null && (value == "*" || value.Split(',').Any(tag => tag.Trim().TrimStart('W', '/') == etag)));
}
