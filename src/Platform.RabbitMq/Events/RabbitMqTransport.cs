using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Npgsql;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Carries events between processes, over RabbitMQ. One instance of a publisher publishes its log; the broker keeps the events until subscribers have handled them.
/// </summary>
public sealed class RabbitMqTransport : IEventTransport, IAsyncDisposable
{
    readonly RabbitMqOptions _options;
    readonly ILogger _logger;
    readonly EventHistoryClient _history;

    // A broker that blocks publishers, because its memory or disk is full, must not block acknowledgements.
    readonly BrokerConnection _publishing;
    readonly BrokerConnection _consuming;

    /// <summary>Creates the transport; it connects at its first use.</summary>
    /// <param name="options">The address of the broker, and its limits.</param>
    /// <param name="processName">The name of the connections at the broker.</param>
    /// <param name="addresses">The addresses of the publishers' logs.</param>
    /// <param name="secret">The secret that signs requests between services.</param>
    /// <param name="logger">Logs a broker or a database that does not answer.</param>
    public RabbitMqTransport(RabbitMqOptions options, string processName, ServiceAddresses addresses, SystemSecret secret, ILogger<RabbitMqTransport> logger)
    {
        _options = options;
        _logger = logger;
        _history = new(addresses, secret, TimeProvider.System);
        _publishing = new(options, $"{processName} publishes");
        _consuming = new(options, $"{processName} consumes");
    }

    /// <inheritdoc/>
    public Task PublishAsync(string publisher, EventLog log, NpgsqlDataSource source, CancellationToken cancellationToken) =>
        new OutboxRelay(publisher, log, source, _publishing, _options, _logger).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SubscribeAsync(IEventSubscriber subscriber, CancellationToken cancellationToken) =>
        subscriber.Events.Count == 0 ? Task.CompletedTask : new QueueSubscription(subscriber, _consuming, _history, _options, _logger).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task ListenAsync(string publisher, Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken) =>
        new BroadcastListener(publisher, _consuming, _logger).RunAsync(onEvent, onMissed, cancellationToken);

    /// <inheritdoc/>
    public Task<LogPage<Envelope>> ReadAsync(string publisher, LogQuery query, CancellationToken cancellationToken) =>
        _history.ReadAsync(publisher, query, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _publishing.DisposeAsync();
        await _consuming.DisposeAsync();
        _history.Dispose();
    }
}
