namespace Cartwright.Carts;

/// <summary>
/// Refuses an invalid token. Cart operations are anonymous, so no other check does:
/// the customer would see a guest's empty cart instead of a request to sign in.
/// </summary>
internal static class ValidTokenOrNone
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers.Authorization.Count > 0 && context.HttpContext.User.Identity?.IsAuthenticated != true
            ? TypedResults.Challenge()
            : await next(context);
}
