using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>
/// The connection of a process to Redis. Nothing that Redis holds is needed to be right, only to be fast: a server that is down fails a
/// request at once, one that stalls costs <see cref="AnswerTimeout"/> once and is then left alone until it answers again.
/// </summary>
public sealed partial class RedisConnection : IDisposable
{
    /// <summary>The longest that anything waits for an answer.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan WatchPause = TimeSpan.FromMilliseconds(100);

    // The library waits for an answer until the network gives up, which takes a quarter of an hour: a new connection comes through before.
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(5);

    readonly ConfigurationOptions _options;
    readonly ILogger<RedisConnection> _logger;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationToken _stopped;
    readonly Lock _lock = new();
    readonly List<RedisSubscription> _subscriptions = [];
    volatile ConnectionMultiplexer _connection;
    bool _available = true;

    RedisConnection(ConfigurationOptions options, ConnectionMultiplexer connection, ILogger<RedisConnection> logger)
    {
        _options = options;
        _logger = logger;
        _stopped = _stop.Token;
        _connection = Watched(connection);
    }

    /// <summary>Whether it makes sense to ask; asking fails at once when not.</summary>
    public bool IsAvailable => Volatile.Read(ref _available) && !_stopped.IsCancellationRequested;

    /// <summary>Connects. A server that is not there yet is used as soon as it is.</summary>
    /// <param name="address"><c>host:port[,password=…]</c>.</param>
    /// <param name="logger">Told when the server goes and when it is back.</param>
    /// <exception cref="InvalidOperationException">The address is none.</exception>
    public static async Task<RedisConnection> ConnectAsync(string address, ILogger<RedisConnection> logger)
    {
        var options = Parse(address);
        var connection = new RedisConnection(options, await ConnectionMultiplexer.ConnectAsync(options), logger);
        if (!connection._connection.IsConnected)
        {
            connection.Lose("nothing answers at the address.");
        }

        return connection;
    }

    /// <summary>Runs a script, which nothing comes in between of.</summary>
    /// <param name="script">The text, in Lua.</param>
    /// <param name="keys">What it reads and writes.</param>
    /// <param name="values">What it is told.</param>
    /// <exception cref="RedisUnavailableException">There is no answer; whether the script ran is unknown.</exception>
    public async Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await AskAsync(database => database.ScriptEvaluateAsync(script, keys, values));
        }
        catch (RedisUnavailableException error) when (error.InnerException is RedisServerException { Message: var message }
            && message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A server that was started anew does not know the script by its hash; the library notes that and sends it whole.
            return await AskAsync(database => database.ScriptEvaluateAsync(script, keys, values));
        }
    }

    /// <summary>Sends a message to all who are subscribed to a channel now.</summary>
    /// <exception cref="RedisUnavailableException">There is no answer; whether the message was sent is unknown.</exception>
    public Task PublishAsync(string channel, byte[] message) => AskAsync(database => database.PublishAsync(channel, message));

    /// <summary>Hears messages of a channel until disposed of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="onMessage">Called for each in turn; must be quick and must not throw.</param>
    /// <param name="onGap">Called when messages may have been missed, because the connection was lost.</param>
    public IDisposable Subscribe(string channel, Action<byte[]> onMessage, Action onGap)
    {
        var subscription = new RedisSubscription(channel, onMessage, onGap, Unsubscribe);
        lock (_lock)
        {
            _subscriptions.Add(subscription);
        }

        _ = subscription.AttachAsync(_connection);
        return subscription;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _connection.Dispose();
        _stop.Dispose();
    }

    static ConfigurationOptions Parse(string address)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(address);
        }
        catch (ArgumentException error)
        {
            throw new InvalidOperationException("The setting Redis:Address must be host:port[,password=…].", error);
        }

        if (options.EndPoints.Count != 1)
        {
            throw new InvalidOperationException("The setting Redis:Address must name one server, as host:port[,password=…].");
        }

        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.SyncTimeout = 1000;
        options.ConnectRetry = 1;
        options.KeepAlive = 5;
        options.ClientName = "cartwright";
        return options;
    }

    async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (!IsAvailable)
        {
            throw new RedisUnavailableException("it did not answer a moment ago.");
        }

        try
        {
            // The library's own calls never time out.
            return await ask(_connection.GetDatabase()).WaitAsync(AnswerTimeout, _stopped);
        }
        catch (RedisServerException error)
        {
            // It is there and refuses: out of memory, say, or loading.
            throw new RedisUnavailableException(error.Message, error);
        }
        catch (Exception error) when (error is TimeoutException or RedisConnectionException or ObjectDisposedException or OperationCanceledException)
        {
            Lose(error is TimeoutException ? "it does not answer in time." : error.Message);
            throw new RedisUnavailableException(error.Message, error);
        }
    }

    void Lose(string reason)
    {
        lock (_lock)
        {
            if (!IsAvailable)
            {
                return;
            }

            Volatile.Write(ref _available, false);
        }

        LogLost(reason);
        _ = ReturnAsync();
    }

    // Asks until there is an answer, so that no request has to find out.
    async Task ReturnAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                if (await AnswersAsync())
                {
                    Volatile.Write(ref _available, true);
                    LogBack();
                    return;
                }

                await ReconnectAsync();
            }
            catch (Exception error) when (!_stopped.IsCancellationRequested)
            {
                LogUnreachable(error.Message);
            }
            catch (OperationCanceledException)
            {
                // It is disposed of.
            }
        }
    }

    /// <returns>Whether the server answered; false when it was silent for too long.</returns>
    async Task<bool> AnswersAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stopped);
        timeout.CancelAfter(SilenceMax);
        while (!timeout.IsCancellationRequested)
        {
            try
            {
                await _connection.GetDatabase().PingAsync().WaitAsync(timeout.Token);
                return true;
            }
            catch (Exception error) when (error is RedisException or ObjectDisposedException)
            {
                // Not connected: the library tries that about once a second.
                await Task.Delay(WatchPause, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (!_stopped.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }

    async Task ReconnectAsync()
    {
        var silent = _connection;
        var fresh = Watched(await ConnectionMultiplexer.ConnectAsync(_options));
        _connection = fresh;
        silent.Dispose();
        if (_stopped.IsCancellationRequested)
        {
            fresh.Dispose();
            return;
        }

        await Task.WhenAll(Subscriptions.Select(s => s.AttachAsync(fresh)));
        Subscriptions.ForEach(s => s.Miss());
    }

    ConnectionMultiplexer Watched(ConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += (_, lost) =>
        {
            if (connection == _connection && lost.ConnectionType == ConnectionType.Interactive)
            {
                Lose("the connection broke.");
            }
        };
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType == ConnectionType.Subscription)
            {
                Subscriptions.ForEach(s => s.Miss());
            }
        };
        return connection;
    }

    List<RedisSubscription> Subscriptions
    {
        get
        {
            lock (_lock)
            {
                return [.. _subscriptions];
            }
        }
    }

    void Unsubscribe(RedisSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is gone, and this process goes on without: {Reason}")]
    partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis cannot be reached: {Reason}")]
    partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back")]
    partial void LogBack();
}
