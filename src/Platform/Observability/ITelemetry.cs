namespace Cartwright.Platform.Observability;

/// <summary>Collects the metrics and traces of the process and exports them. An adapter implements it.</summary>
public interface ITelemetry
{
    /// <summary>Adds what has to run before all other middleware of a service.</summary>
    /// <param name="app">The service.</param>
    /// <param name="service">Its name, which its spans carry as the tag <c>service</c>.</param>
    void Use(IApplicationBuilder app, string service);

    /// <summary>Maps the endpoint for scrapes, which answers on one port only and needs no token.</summary>
    /// <param name="routes">The routes of the service.</param>
    /// <param name="port">The port that is not open to the public.</param>
    void Map(IEndpointRouteBuilder routes, int port);
}
