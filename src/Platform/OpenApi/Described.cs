namespace Cartwright.Platform.OpenApi;

/// <summary>Names operations for the document.</summary>
public static class Described
{
    /// <summary>Names an operation. Clients that are generated from the document have a method of this name, so it never changes.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Verb and noun, unique over all services, for example <c>placeOrder</c>.</param>
    /// <param name="summary">What the operation does, in a sentence.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary);

    /// <summary>An operation that the state of the resource, or a taken name, may not allow: 409.</summary>
    public static RouteHandlerBuilder MayConflict(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>An operation that refuses what contradicts the data of the shop: 422.</summary>
    public static RouteHandlerBuilder MayContradict(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>An operation that answers with server-sent events.</summary>
    public static RouteHandlerBuilder AnswersEvents(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, "text/event-stream");
}
