using System.Net;

namespace Cartwright.Bench;

/// <summary>How fast this machine answers with JSON at all, through the same client and connections as the shop.</summary>
internal static class KestrelLimit
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Starts the bare server, drives it, and ends it.</summary>
    public static Task<Measurement> MeasureAsync(int clients, TimeSpan warmUp, TimeSpan duration, string logFile, CancellationToken cancellationToken) =>
        MeasureAsync("raw Kestrel, 500-byte JSON", [], clients, warmUp, duration, logFile, cancellationToken);

    /// <summary>The same, answering the bytes of a file.</summary>
    public static async Task<Measurement> MeasureBytesAsync(
        byte[] body, int clients, TimeSpan warmUp, TimeSpan duration, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder.FullName, "limit-body.json");
        await File.WriteAllBytesAsync(file, body, cancellationToken);
        return await MeasureAsync(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"raw Kestrel, the same {body.Length:N0} bytes"), ["--body", file],
            clients, warmUp, duration, Path.Combine(folder.FullName, "limit-body.log"), cancellationToken);
    }

    static async Task<Measurement> MeasureAsync(
        string name, string[] arguments, int clients, TimeSpan warmUp, TimeSpan duration, string logFile, CancellationToken cancellationToken)
    {
        var port = FreePorts.FindBase(0);
        // As any web application runs unless it says otherwise: this project's own settings are those of the load generator.
        var environment = new Dictionary<string, string> { ["DOTNET_gcServer"] = "1", ["DOTNET_gcConcurrent"] = "1" };
        await using var server = ChildProcess.Start(
            typeof(LimitServer).Assembly.Location, [LimitServer.Command, "--port", $"{port}", .. arguments], environment, logFile);
        await server.WaitUntilReadyAsync(new($"http://127.0.0.1:{port}{LimitServer.Path}"), StartTimeout, cancellationToken);

        var endpoint = new IPEndPoint(IPAddress.Loopback, port);
        var scripts = RepeatedRequests.ForClients([RequestText.Get(LimitServer.Path)], clients);
        await ClosedLoop.RunAsync(endpoint, scripts, warmUp, cancellationToken);

        var before = CpuTimes.Read(server.Pid);
        var result = await ClosedLoop.RunAsync(endpoint, scripts, duration, cancellationToken);
        return Measurement.Of(name, clients, result, CpuTimes.Read(server.Pid).Since(before));
    }
}
