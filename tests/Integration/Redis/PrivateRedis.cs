using System.Net;
using System.Net.Sockets;
using Cartwright.Platform.Redis;
using Cartwright.Processes;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Redis;

/// <summary>A Redis of a test: it can be killed, stalled and started again.</summary>
public sealed class PrivateRedis : IAsyncDisposable
{
    // signal(7)
    const Signal Stop = (Signal)19, Continue = (Signal)18;

    readonly ChildProcessStarter _starter = new();
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-redis-").FullName;
    ChildProcess? _server;

    PrivateRedis(int port) => Port = port;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The setting <c>Redis:Address</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts a server.</summary>
    public static async Task<PrivateRedis> StartAsync()
    {
        var redis = Absent();
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>A server that is not started yet.</summary>
    public static PrivateRedis Absent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new(((IPEndPoint)listener.LocalEndpoint).Port);
    }

    /// <summary>Starts it, empty.</summary>
    public async Task StartAgainAsync()
    {
        _server = await _starter.StartAsync(new("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "no"])
        {
            WorkingDirectory = _folder,
            SignalWhenParentDies = Signal.Kill,
        });
        await Eventually.TrueAsync(ListensAsync, () => _server.LastOutput);
    }

    /// <summary>A process's connection to it.</summary>
    public Task<RedisConnection> ConnectAsync() => RedisConnection.ConnectAsync(Address, NullLogger<RedisConnection>.Instance);

    /// <summary>Ends it without asking.</summary>
    public async Task KillAsync()
    {
        _server!.Signal(Signal.Kill);
        await _server.Exited;
    }

    /// <summary>It takes connections, and does not answer.</summary>
    public void Stall() => _server!.Signal(Stop);

    /// <summary>It answers again, to what it was asked meanwhile first.</summary>
    public void Resume() => _server!.Signal(Continue);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await KillAsync();
            _server.Dispose();
        }

        _starter.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task<bool> ListensAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
