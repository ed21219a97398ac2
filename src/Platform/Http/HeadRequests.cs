namespace Cartwright.Platform.Http;

/// <summary>
/// Answers HEAD as GET without the body (RFC 9110, 9.3.2): endpoints see GET, and the server, which remembers what was asked, sends no body.
/// </summary>
public static class HeadRequests
{
    static readonly object IsHead = new();

    /// <summary>The method that the client sent.</summary>
    public static string MethodOf(HttpContext context) => context.Items.ContainsKey(IsHead) ? HttpMethods.Head : context.Request.Method;

    /// <summary>Sends the request on with the method that the client sent, for a proxy: a body that nobody gets is not fetched either.</summary>
    public static Task Forward(HttpContext context, Func<Task> next)
    {
        context.Request.Method = MethodOf(context);
        return next();
    }

    internal static Task Answer(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[IsHead] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }
}
