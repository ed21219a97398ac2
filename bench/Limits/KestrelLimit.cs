using System.Net;

namespace Cartwright.Bench;

/// <summary>How fast this machine answers with JSON at all, through the same client and connections as the shop.</summary>
internal static class KestrelLimit
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Starts the bare server, drives it, and ends it.</summary>
    public static async Task<Measurement> MeasureAsync(int clients, TimeSpan warmUp, TimeSpan duration, string logFile, CancellationToken cancellationToken)
    {
        var port = FreePorts.FindBase(0);
        // As any web application runs unless it says otherwise: this project's own settings are those of the load generator.
        var environment = new Dictionary<string, string> { ["DOTNET_gcServer"] = "1", ["DOTNET_gcConcurrent"] = "1" };
        await using var server = ChildProcess.Start(
            typeof(LimitServer).Assembly.Location, [LimitServer.Command, "--port", $"{port}"], environment, logFile);
        await server.WaitUntilReadyAsync(new($"http://127.0.0.1:{port}{LimitServer.Path}"), StartTimeout, cancellationToken);

        var endpoint = new IPEndPoint(IPAddress.Loopback, port);
        var scripts = RepeatedRequests.ForClients([RequestText.Get(LimitServer.Path)], clients);
        await ClosedLoop.RunAsync(endpoint, scripts, warmUp, cancellationToken);

        var before = CpuTimes.Read(server.Pid);
        var result = await ClosedLoop.RunAsync(endpoint, scripts, duration, cancellationToken);
        return Measurement.Of("raw Kestrel, 500-byte JSON", clients, result, CpuTimes.Read(server.Pid).Since(before));
    }
}
