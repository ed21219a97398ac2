using Cartwright.Platform.Redis;
using Cartwright.Redis;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Redis;

/// <summary>A Redis of a test: it can be killed, stalled and started again.</summary>
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

    /// <summary>A process's connection to it.</summary>
    public Task<RedisConnection> ConnectAsync() => RedisConnection.ConnectAsync(Address, NullLogger<RedisConnection>.Instance);

    /// <summary>Ends it without asking, and what it holds with it.</summary>
    public Task KillAsync() => _server!.Server.KillForNowAsync();

    /// <summary>Starts it after it was killed.</summary>
    public Task StartAgainAsync() => _server!.Server.StartAgainAsync(CancellationToken.None);

    /// <summary>It takes connections, and does not answer.</summary>
    public void Stall() => _server!.Server.Pause();

    /// <summary>It answers again, what it was asked meanwhile first.</summary>
    public void Resume() => _server!.Server.Resume();

    /// <summary>It cuts connections of some types, all by default, and keeps its data.</summary>
    public Task HangUpAsync(params string[] types) => Greeting.AnswerAsync(
        int.Parse(Address.Split(',', ':')[1], System.Globalization.CultureInfo.InvariantCulture),
        $"AUTH {Address.Split('=')[1]}\r\n" + string.Concat((types is [] ? ["normal", "pubsub"] : types).Select(type => $"CLIENT KILL TYPE {type}\r\n")));

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
