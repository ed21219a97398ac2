namespace Cartwright.Platform.Http;

/// <summary>
/// Answers where routing itself refuses (405 and 415), before anybody is asked to sign in: those endpoints belong to no service and carry no rule,
/// so the fallback rule would turn the refusal into a 401 even where everybody may come.
/// </summary>
internal static class RoutingRefusals
{
    public static Task Answer(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is { RequestDelegate: { } refuse } and not RouteEndpoint ? refuse(context) : next(context);
}
