using Microsoft.AspNetCore.Antiforgery;

namespace Cartwright.Storefront;

/// <summary>Refuses forms that this shop did not hand out to this visitor, or did too long ago, before anything looks into them.</summary>
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
