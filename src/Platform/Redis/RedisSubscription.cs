using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>Hears the messages of a channel, on whichever connection there is.</summary>
internal sealed class RedisSubscription(string channel, Action<byte[]> onMessage, Action onGap, Action<RedisSubscription> onDispose) : IDisposable
{
    volatile ConnectionMultiplexer? _connection;
    volatile bool _disposed;

    /// <summary>Subscribes on a connection; one that is not up yet subscribes when it is.</summary>
    public async Task AttachAsync(ConnectionMultiplexer connection)
    {
        _connection = connection;
        try
        {
            await connection.GetSubscriber().SubscribeAsync(channel, Hear).WaitAsync(RedisConnection.AnswerTimeout);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The library remembers the subscription and tells when it is restored.
        }
    }

    /// <summary>Messages may have been missed.</summary>
    public void Miss()
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
            _connection?.GetSubscriber().Unsubscribe(channel, Hear, CommandFlags.FireAndForget);
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException)
        {
            // What is not connected hears nothing.
        }
    }

    void Hear(RedisChannel from, RedisValue message)
    {
        if (!_disposed)
        {
            onMessage(message!);
        }
    }
}
