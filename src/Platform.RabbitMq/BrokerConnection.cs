using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// A connection to the broker, opened at its first use and opened again when it broke. Its users restart after a failure;
/// the recovery of the client library is off, so that there is one way to start.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    readonly ConnectionFactory _factory;
    readonly SemaphoreSlim _opening = new(1);
    IConnection? _connection;

    /// <summary>Creates a connection for one purpose; it does not connect yet.</summary>
    /// <param name="options">The address of the broker, and its limits.</param>
    /// <param name="name">The name of the connection at the broker.</param>
    public BrokerConnection(RabbitMqOptions options, string name) => _factory = new()
    {
        Uri = options.Url!,
        ClientProvidedName = name,
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedHeartbeat = options.Heartbeat,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        ContinuationTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Opens the connection unless it is open.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                if (_connection is not null)
                {
                    await _connection.DisposeAsync();
                    _connection = null;
                }

                _connection = await _factory.CreateConnectionAsync(cancellationToken);
            }

            return _connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _opening.Dispose();
    }
}
