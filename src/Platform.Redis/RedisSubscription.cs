using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>Receives the messages of a channel, on the current connection of the process.</summary>
internal sealed class RedisSubscription(string channel, Action<byte[]> onMessage, Action onGap, Action<RedisSubscription> onDispose) : IDisposable
{
    volatile ConnectionMultiplexer? _connection;
    volatile bool _disposed;

    /// <summary>Subscribes on a connection, now or as soon as it is established.</summary>
    public async Task AttachAsync(ConnectionMultiplexer connection)
    {
        _connection = connection;
        try
        {
            await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel), Receive).WaitAsync(RedisConnection.AnswerTimeout);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The library keeps the subscription and raises an event when it is restored.
        }
    }

    /// <summary>Reports that messages may have been lost.</summary>
    public void MarkGap()
    {
        if (!_disposed)
        {
            onGap();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        onDispose(this);
        try
        {
            _connection?.GetSubscriber().Unsubscribe(RedisChannel.Literal(channel), Receive, CommandFlags.FireAndForget);
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException)
        {
            // Without a connection there is no subscription.
        }
    }

    void Receive(RedisChannel from, RedisValue message)
    {
        if (!_disposed)
        {
            onMessage(message!);
        }
    }
}
