using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Observability;

/// <summary>Shows what the process measures, to Prometheus. Anonymous, therefore only on the port that is not for the public.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Maps it.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="telemetry">What is measured.</param>
    /// <param name="port">The port of the service that shows it; on others there is no such path.</param>
    public static void Map(IEndpointRouteBuilder routes, Telemetry telemetry, int port) =>
        routes.MapGet(Path, async Task<Results<ContentHttpResult, ProblemHttpResult>> (HttpContext context, CancellationToken cancellationToken) =>
                // The port of the connection, not the one in the Host header, which is the client's to choose.
                context.Connection.LocalPort == port
                    ? TypedResults.Text(await telemetry.ScrapeAsync(cancellationToken), ContentType)
                    : Problems.NotFound("path"))
            .AllowAnonymous()
            .ExcludeFromDescription()
            .DisableHttpMetrics();
}
