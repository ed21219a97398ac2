using System.Collections.Frozen;

namespace Cartwright.Platform.Http;

/// <summary>
/// Refuses methods that no endpoint of the system has, such as CONNECT and TRACE (RFC 9110, 15.6.2). Otherwise the gateway would pass them on to a service.
/// </summary>
internal static class KnownMethods
{
    static readonly FrozenSet<string> Methods =
        new[] { HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Task Answer(HttpContext context, RequestDelegate next) => Methods.Contains(context.Request.Method)
        ? next(context)
        : Problems.Status(StatusCodes.Status501NotImplemented, "The shop does not have this method.").ExecuteAsync(context);
}
