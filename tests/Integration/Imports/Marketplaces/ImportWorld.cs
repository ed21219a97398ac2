using System.Collections.Concurrent;
using System.Text.Json;
using Cartwright.Imports;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Redis;
using Cartwright.Platform.Security;
using Cartwright.Tests.Redis;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Tests.Imports;

/// <summary>What the instances of the imports service share in a test: a database of their own, and Redis where it is wanted.</summary>
internal sealed class ImportWorld : IAsyncDisposable
{
    readonly NpgsqlDataSource _source;
    readonly List<IDisposable> _open = [];

    ImportWorld(NpgsqlDataSource source, PrivateRedis? redis)
    {
        (_source, Redis) = (source, redis);
        var meter = new MessagingMeter(new ServiceMeters("imports"), TimeProvider.System);
        Database = new(source, new EventLog(TimeProvider.System, meter, []), meter, NullLogger<Database>.Instance);
    }

    public Database Database { get; }

    public PrivateRedis? Redis { get; }

    /// <summary>All that was logged, errors with all that they say.</summary>
    public LogLines Log { get; } = new();

    public static async Task<ImportWorld> StartAsync(TestShop shop, bool withRedis = false)
    {
        RowMapping.Use();
        var name = "imports_" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], CancellationToken.None);
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(databases[name]) { MaxPoolSize = 10 });
        await Migrations.ApplyAsync(source, typeof(ImportsService).Assembly, CancellationToken.None);
        return new(source, withRedis ? await PrivateRedis.StartAsync() : null);
    }

    /// <summary>The store as an instance has it.</summary>
    public async Task<ITokenStore> StoreAsync() => Redis is null
        ? new DatabaseTokenStore(Database)
        : new LayeredTokenStore(new RedisTokenStore(await ConnectAsync(), MarketplaceTokens.StoreName), new DatabaseTokenStore(Database));

    public async Task<RedisConnection> ConnectAsync()
    {
        var connection = await Redis!.ConnectAsync();
        lock (_open)
        {
            _open.Add(connection);
        }

        return connection;
    }

    /// <summary>An instance that knows some marketplaces.</summary>
    public async Task<MarketplaceDirectory> InstanceAsync(params (string Name, MarketplaceOptions Options)[] marketplaces)
    {
        var options = new ImportsOptions();
        foreach (var (name, own) in marketplaces)
        {
            options.Marketplaces.Add(name, own);
        }

        var instance = new MarketplaceDirectory(
            Options.Create(options),
            new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>>()),
            await StoreAsync(),
            new SystemSecret(new string('s', SystemSecret.LengthMin)),
            new CallMeter(new ServiceMeters("imports")),
            TimeProvider.System,
            Log,
            Redis is null ? null : new RedisSharedState(await ConnectAsync()));
        lock (_open)
        {
            _open.Add(instance);
        }

        return instance;
    }

    /// <summary>A client of an instance that knows one marketplace.</summary>
    public async Task<MarketplaceClient> ClientAsync(PlayedMarketplace marketplace, Action<MarketplaceOptions>? configure = null)
    {
        var options = OptionsOf(marketplace);
        configure?.Invoke(options);
        return (await InstanceAsync(("market", options))).Client("market");
    }

    public static MarketplaceOptions OptionsOf(PlayedMarketplace marketplace) => new()
    {
        Address = marketplace.Address.ToString(),
        Username = PlayedMarketplace.Username,
        Password = PlayedMarketplace.Password,
        Parallelism = 4,
    };

    /// <summary>Reads the numbers of a page.</summary>
    public static async Task<long[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var page = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return [.. page.RootElement.EnumerateArray().Select(order => order.GetProperty("id").GetInt64())];
        }
        catch (JsonException error)
        {
            throw new MarketplacePageException("It is no JSON.", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _open.Reverse();
        _open.ForEach(o => o.Dispose());
        await _source.DisposeAsync();
        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILogger<MarketplaceDirectory>
{
    readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
}
