using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Platform.Http;

/// <summary>Optimistic concurrency over HTTP (RFC 9110, section 13): the version of a record is sent as <c>ETag</c>, and an edit must return it as <c>If-Match</c>.</summary>
public static class Preconditions
{
    /// <summary>The entity tag of a version. A suffix may name a revision that does not matter to edits; <see cref="Check"/> ignores it.</summary>
    public static string ETag(int version, string? suffix = null) =>
        suffix is null ? string.Create(CultureInfo.InvariantCulture, $"\"{version}\"") : string.Create(CultureInfo.InvariantCulture, $"\"{version}-{suffix}\"");

    /// <summary>Reads the version that the client edits from <c>If-Match</c>: null with problem 428 if the header is missing, with 412 if it is not a known version.</summary>
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

    /// <summary>Returns null if the client edits the current version, else the problem to answer with.</summary>
    public static ProblemHttpResult? Check(HttpRequest request, int current)
    {
        var (version, problem) = Read(request);
        return problem ?? (version == current ? null : Stale());
    }

    /// <summary>412: the record has changed since the client read it.</summary>
    public static ProblemHttpResult Stale() =>
        Problems.Status(StatusCodes.Status412PreconditionFailed, "The record was changed since you read it. Read it again and repeat your edit.");

    /// <summary>Whether the client already has this version (<c>If-None-Match</c>), which answers 304.</summary>
    public static bool IsNotModified(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Any(value => value is not null && (value == "*" || value.Split(',').Any(tag => tag.Trim().TrimStart('W', '/') == etag)));
}
