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
            // As a guest the same page may well do; a page that needs a customer asks for the sign-in itself.
            var request = context.Request;
            context.Response.Redirect(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/login");
        }
    }
}
