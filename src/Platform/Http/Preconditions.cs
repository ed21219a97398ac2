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

    /// <summary>
    /// Reads the versions that the client edits from <c>If-Match</c>: one tag, a list, or <c>*</c> for any. A weak tag counts as well: a proxy that compresses
    /// weakens ours on their way to the client, and a version is the same in every encoding.
    /// </summary>
    /// <returns>The versions, or problem 428 if the header is missing, or 400 if it cannot be read. Tags that are not ours match no version.</returns>
    public static (IfMatch? Versions, ProblemHttpResult? Problem) Read(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0 || request.Headers.IfMatch.All(string.IsNullOrWhiteSpace))
        {
            return (null, Problems.Status(StatusCodes.Status428PreconditionRequired, "Send the ETag of the version you edit as If-Match."));
        }

        if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags))
        {
            return (null, Problems.Invalid("If-Match", "It must be an ETag such as \"3\", a list of them, or *."));
        }

        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))
            ? (new(null), null)
            : (new([.. tags.Select(VersionOf).OfType<int>()]), null);
    }

    /// <summary>Returns null if the client edits the current version, else the problem to answer with.</summary>
    public static ProblemHttpResult? Check(HttpRequest request, int current)
    {
        var (versions, problem) = Read(request);
        return problem ?? (versions!.Allows(current) ? null : Stale(request, current));
    }

    /// <summary>412: the record has changed since the client read it. The answer names the current version as <c>ETag</c>.</summary>
    public static ProblemHttpResult Stale(HttpRequest request, int current)
    {
        request.HttpContext.Response.Headers.ETag = ETag(current);
        return Problems.Status(StatusCodes.Status412PreconditionFailed, "The record was changed since you read it. Read it again and repeat your edit.");
    }

    /// <summary>Whether the client already has this version (<c>If-None-Match</c>), which answers 304.</summary>
    public static bool IsNotModified(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Any(value => value is not null && (value == "*" || value.Split(',').Any(tag => tag.Trim().TrimStart('W', '/') == etag)));

    static int? VersionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"').ToString().Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
