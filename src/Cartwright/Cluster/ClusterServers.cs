using Cartwright.Hosting;
using Cartwright.Platform.Hosting;
using Cartwright.Postgres;
using Cartwright.RabbitMq;
using Cartwright.Redis;

namespace Cartwright.Cluster;

/// <summary>The private servers of a cluster: PostgreSQL, RabbitMQ and Redis, each unless the settings name another one.</summary>
internal sealed class ClusterServers : IAsyncDisposable
{
    const int ConnectionsPerInstance = 16;
    const int ConnectionsReserved = 60;

    /// <summary>PostgreSQL, when at least one database is not elsewhere.</summary>
    public EmbeddedPostgres? Postgres { get; private set; }

    /// <summary>RabbitMQ, unless <c>RabbitMq:Url</c> is set.</summary>
    public EmbeddedRabbitMq? RabbitMq { get; private set; }

    /// <summary>Redis, unless <c>Redis:Address</c> is set.</summary>
    public EmbeddedRedis? Redis { get; private set; }

    /// <summary>Starts them, all at once.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="loggers">Log starts and exits of the servers.</param>
    /// <param name="changed">Called whenever one has become ready or has ended.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<ClusterServers> StartAsync(ClusterOptions options, ILoggerFactory loggers, Action changed, CancellationToken cancellationToken)
    {
        var servers = new ClusterServers();
        try
        {
            await AllOrNone.StartAsync(
                [
                    token => servers.StartPostgresAsync(options, loggers, changed, token),
                    token => servers.StartRabbitMqAsync(options, loggers, changed, token),
                    token => servers.StartRedisAsync(options, loggers, changed, token),
                ],
                cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops Redis and RabbitMQ, then PostgreSQL.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Redis?.DisposeAsync().AsTask() ?? Task.CompletedTask, RabbitMq?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }
    }

    static IReadOnlyDictionary<string, string> Private(ClusterOptions options, string section) =>
        OptionsSection.Read<PrivateServerOptions>(options.Configuration, section).Settings;

    async Task StartPostgresAsync(ClusterOptions options, ILoggerFactory loggers, Action changed, CancellationToken cancellationToken)
    {
        if (options.PrivateDatabases.Count > 0)
        {
            var connections = ConnectionsReserved + (options.Plans.Count(plan => plan.Service.HasDatabase) * ConnectionsPerInstance);
            Postgres = await EmbeddedPostgres.StartAsync(
                new(options.DataFolder)
                {
                    Settings = Private(options, PrivateServerOptions.Postgres),
                    MaxConnections = Math.Max(EmbeddedPostgresOptions.ConnectionsMin, connections),
                    Changed = changed,
                },
                loggers.CreateLogger<EmbeddedPostgres>(),
                cancellationToken);
        }
    }

    async Task StartRabbitMqAsync(ClusterOptions options, ILoggerFactory loggers, Action changed, CancellationToken cancellationToken)
    {
        if (options.RabbitMqUrl is null)
        {
            RabbitMq = await EmbeddedRabbitMq.StartAsync(
                new(options.DataFolder, options.RabbitMqPort) { Settings = Private(options, PrivateServerOptions.RabbitMq), Changed = changed },
                loggers.CreateLogger<EmbeddedRabbitMq>(),
                cancellationToken);
        }
    }

    async Task StartRedisAsync(ClusterOptions options, ILoggerFactory loggers, Action changed, CancellationToken cancellationToken)
    {
        if (options.RedisAddress is null)
        {
            Redis = await EmbeddedRedis.StartAsync(
                new(options.DataFolder, options.RedisPort) { Settings = Private(options, PrivateServerOptions.Redis), Changed = changed },
                loggers.CreateLogger<EmbeddedRedis>(),
                cancellationToken);
        }
    }
}
