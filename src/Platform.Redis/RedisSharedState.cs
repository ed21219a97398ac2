using Cartwright.Platform.Caching;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Redis;

/// <summary>Keeps the shared state in Redis, over one connection per process. All keys and channels begin with <c>cartwright:</c>.</summary>
public sealed class RedisSharedState : ISharedState, IDisposable
{
    readonly RedisConnection _connection;

    internal RedisSharedState(RedisConnection connection)
    {
        _connection = connection;
        Cache = new RedisCache(connection, TimeProvider.System);
        RateLimiter = new RedisRateLimiter(connection, TimeProvider.System);
        Broadcast = new RedisBroadcast(connection);
    }

    /// <inheritdoc/>
    public ISharedCache Cache { get; }

    /// <inheritdoc/>
    public ISharedRateLimiter RateLimiter { get; }

    /// <inheritdoc/>
    public IBroadcast Broadcast { get; }

    /// <summary>Connects to a server. If it is not reachable yet, it is used as soon as it is.</summary>
    /// <param name="address"><c>host:port[,password=…][,ssl=true]</c>.</param>
    /// <param name="logger">Logs when the server becomes unavailable and available.</param>
    /// <exception cref="InvalidOperationException">The address is invalid.</exception>
    public static async Task<RedisSharedState> ConnectAsync(string address, ILogger<RedisConnection> logger) =>
        new(await RedisConnection.ConnectAsync(address, logger));

    /// <inheritdoc/>
    public ISharedTokenStore GetTokenStore(string name) => new RedisTokenStore(_connection, name);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
