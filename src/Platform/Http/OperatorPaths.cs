namespace Cartwright.Platform.Http;

/// <summary>The paths that probes and Prometheus ask for, which are no part of what customers see.</summary>
public static class OperatorPaths
{
    /// <summary>The metrics of the process.</summary>
    public const string Metrics = "/metrics";

    const string Health = "/health";

    /// <summary>Answers 404 to everything else at a port that is for operators only.</summary>
    /// <param name="app">The service.</param>
    /// <param name="port">The port of the connection; the client chooses the one in the Host header.</param>
    internal static void Guard(IApplicationBuilder app, int port) => app.Use((context, next) =>
        context.Connection.LocalPort == port && !Include(context.Request.Path) ? Problems.NotFound("path").ExecuteAsync(context) : next(context));

    /// <summary>Whether a path is one of them.</summary>
    internal static bool Include(PathString path) => path == Metrics || path.StartsWithSegments(Health);
}
