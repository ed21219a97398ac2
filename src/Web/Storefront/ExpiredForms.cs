using Microsoft.AspNetCore.Antiforgery;

namespace Cartwright.Storefront;

/// <summary>Rejects forms with an invalid or expired antiforgery token before they are read.</summary>
internal sealed class ExpiredForms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
