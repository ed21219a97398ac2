using Cartwright.Platform.Http;

namespace Cartwright.Platform.Telemetry;

/// <summary>Answers scrapes of Prometheus. It needs no token, therefore it answers only on the port that is not public.</summary>
internal static class MetricsEndpoint
{
    const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Maps the endpoint.</summary>
    /// <param name="routes">The routes of the service.</param>
    /// <param name="exporter">The metrics.</param>
    /// <param name="port">The port that answers; other ports answer 404.</param>
    public static void Map(IEndpointRouteBuilder routes, PrometheusExporter exporter, int port) =>
        routes.MapGet(OperatorPaths.Metrics, context =>
                // The port of the connection: the client chooses the one in the Host header.
                context.Connection.LocalPort == port ? AnswerAsync(context, exporter) : Problems.NotFound("path").ExecuteAsync(context))
            .AllowAnonymous()
            .ExcludeFromDescription()
            .DisableHttpMetrics();

    static async Task AnswerAsync(HttpContext context, PrometheusExporter exporter) =>
        await TypedResults.Text(await exporter.ScrapeAsync(context.RequestAborted), ContentType).ExecuteAsync(context);
}
