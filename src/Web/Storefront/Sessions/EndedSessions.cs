using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Authentication;

namespace Cartwright.Storefront.Sessions;

/// <summary>Ends the session here too when a service no longer accepts it, and goes on as a guest.</summary>
internal sealed class EndedSessions(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (SessionEndedException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await context.SignOutAsync();
            // The page may work for a guest; one that needs a customer redirects to the sign-in.
            var request = context.Request;
            context.Response.Redirect(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/login");
        }
    }
}
