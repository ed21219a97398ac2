using System.Collections.Concurrent;
using Cartwright.Platform.Messaging;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cartwright.Tests.Data;

/// <summary>In a shop of one process nobody relays events: the lease is free.</summary>
public sealed class LeaderLeaseTests(TestShop shop)
{
    [Fact]
    public async Task The_leader_renews_its_lease_without_a_warning_of_the_server()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var notices = new Notices();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(notices));
        await using var source = new NpgsqlDataSourceBuilder(shop.Shop.Postgres.Address.Service("webhooks")).UseLoggerFactory(loggers).Build();
        var (leader, other) = (new LeaderLease(source), new LeaderLease(source));

        Assert.True((await leader.TryAcquireAsync(cancelled)).IsLeader);
        Assert.True(await leader.RenewAsync(17, cancelled));
        Assert.False(await other.RenewAsync(18, cancelled));
        await leader.ReleaseAsync();

        Assert.Equal((true, 17), await other.TryAcquireAsync(cancelled));
        Assert.Empty(notices.All);
        await other.ReleaseAsync();
        await using var reset = source.CreateCommand("update relay set position = null");
        await reset.ExecuteNonQueryAsync(cancelled);
    }

    /// <summary>What the server says beside its answers.</summary>
    sealed class Notices : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "ReceivedNotice")
            {
                All.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
