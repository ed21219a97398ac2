using Cartwright.Platform.Redis;
using Cartwright.Redis;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Redis;

/// <summary>A private Redis of a test, which can be killed, paused and restarted.</summary>
public sealed class PrivateRedis : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    EmbeddedRedis? _server;

    /// <summary>The setting <c>Redis:Address</c>.</summary>
    public string Address => _server!.Address;

    /// <summary>Starts a server.</summary>
    public static async Task<PrivateRedis> StartAsync()
    {
        var redis = new PrivateRedis();
        File.SetUnixFileMode(redis._folder, (UnixFileMode)0b111_101_101);
        redis._server = await EmbeddedRedis.StartAsync(new(redis._folder, PortRange.TakePort()), NullLogger.Instance, CancellationToken.None);
        return redis;
    }

    /// <summary>Connects to it, as a process does.</summary>
    public Task<RedisConnection> ConnectAsync() => RedisConnection.ConnectAsync(Address, NullLogger<RedisConnection>.Instance);

    /// <summary>Kills it; its data is lost.</summary>
    public Task KillAsync() => _server!.Server.KillAndHoldAsync();

    /// <summary>Starts it again after a kill.</summary>
    public Task StartAgainAsync() => _server!.Server.StartAgainAsync(CancellationToken.None);

    /// <summary>Pauses it: it accepts connections and does not answer.</summary>
    public void Stall() => _server!.Server.Pause();

    /// <summary>Resumes it: it answers the commands that arrived meanwhile first.</summary>
    public void Resume() => _server!.Server.Resume();

    /// <summary>Cuts connections of some types, by default of clients and subscribers; it keeps its data.</summary>
    public Task HangUpAsync(params string[] types) => Greeting.AnswerAsync(
        int.Parse(Address.Split(',', ':')[1], System.Globalization.CultureInfo.InvariantCulture),
        $"AUTH {Address.Split('=')[1]}\r\n" + string.Concat((types is [] ? ["normal", "pubsub"] : types).Select(type => $"CLIENT KILL TYPE {type}\r\n")));

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
