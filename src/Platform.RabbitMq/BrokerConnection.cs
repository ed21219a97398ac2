using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// A connection to the broker that is made when it is needed and made anew when it broke. Whoever uses it begins again by himself:
/// what the client library offers for recovery is off, so that there is one way in which things start.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    readonly ConnectionFactory _factory;
    readonly SemaphoreSlim _one = new(1);
    IConnection? _connection;

    /// <summary>A connection for one purpose.</summary>
    /// <param name="options">Where the broker is.</param>
    /// <param name="name">What the broker's administrator sees.</param>
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

    /// <summary>The connection, open.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
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
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _one.Dispose();
    }
}
