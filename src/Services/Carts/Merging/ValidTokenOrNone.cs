namespace Cartwright.Carts;

/// <summary>
/// Turns away a token that is not valid. Carts are open to everybody, so nobody else would:
/// the customer would see a guest's empty cart instead of being asked to sign in again.
/// </summary>
internal static class ValidTokenOrNone
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers.Authorization.Count > 0 && context.HttpContext.User.Identity?.IsAuthenticated != true
            ? TypedResults.Challenge()
            : await next(context);
}
