using Microsoft.Extensions.Primitives;

namespace Cartwright.Gateway;

/// <summary>Adds security headers for browsers, unless a service sets them.</summary>
internal static class SecurityHeaders
{
    static readonly (string Name, StringValues Value)[] Defaults =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"),
    ];

    public static void Use(IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            foreach (var (name, value) in Defaults)
            {
                headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
