using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>
/// The connection of a process to Redis, which holds nothing that correctness depends on. If the server is down, commands fail at once; if it stalls,
/// one command waits for <see cref="AnswerTimeout"/>, and the next ones fail at once until the server answers a ping.
/// </summary>
public sealed class RedisConnection : IDisposable
{
    /// <summary>The time-out of a command.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);

    // A connection without a reset by the peer would wait for about 15 minutes; a new one is established sooner.
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
        _connection = Observe(connection);
    }

    /// <summary>Whether Redis answers; if not, commands fail at once.</summary>
    public bool IsAvailable => Volatile.Read(ref _available) && !_stopped.IsCancellationRequested;

    /// <summary>Connects to a server. If it is not reachable yet, it is used as soon as it is.</summary>
    /// <param name="address"><c>host:port[,password=…][,ssl=true]</c>.</param>
    /// <param name="logger">Logs when the server becomes unavailable and available.</param>
    /// <exception cref="InvalidOperationException">The address is invalid.</exception>
    public static async Task<RedisConnection> ConnectAsync(string address, ILogger<RedisConnection> logger)
    {
        var options = Parse(address);
        var connection = new RedisConnection(options, await ConnectionMultiplexer.ConnectAsync(options), logger);
        if (!connection._connection.IsConnected)
        {
            connection.MarkUnavailable("no connection to the address.");
        }

        return connection;
    }

    /// <summary>Runs a Lua script atomically.</summary>
    /// <param name="script">The script.</param>
    /// <param name="keys">The keys that it reads and writes.</param>
    /// <param name="values">Its arguments.</param>
    /// <exception cref="RedisUnavailableException">There is no answer; it is unknown whether the script ran.</exception>
    public async Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await ExecuteAsync(database => database.ScriptEvaluateAsync(script, keys, values));
        }
        catch (RedisUnavailableException error) when (error.InnerException is RedisServerException { Message: var message }
            && message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A restarted server does not know the hash of the script; the library then sends the text.
            return await ExecuteAsync(database => database.ScriptEvaluateAsync(script, keys, values));
        }
    }

    /// <summary>Publishes a message to all present subscribers of a channel.</summary>
    /// <exception cref="RedisUnavailableException">There is no answer; it is unknown whether the message was published.</exception>
    public Task PublishAsync(string channel, byte[] message) => ExecuteAsync(database => database.PublishAsync(RedisChannel.Literal(channel), message));

    /// <summary>Receives the messages of a channel until the result is disposed of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="onMessage">Called for each message in order; must be quick and must not throw.</param>
    /// <param name="onGap">Called if messages may have been lost, after the connection was interrupted.</param>
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
            throw new InvalidOperationException("The setting Redis:Address must be host:port[,password=…][,ssl=true].", error);
        }

        if (options.EndPoints.Count != 1)
        {
            throw new InvalidOperationException("The setting Redis:Address must name one server, as host:port[,password=…][,ssl=true].");
        }

        options.AbortOnConnectFail = false;
        // The default queues commands while the server is down and executes them later, after their callers gave up.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        // With RESP3 subscriptions share the connection of commands, and the event of a restored connection does not name them.
        options.Protocol = RedisProtocol.Resp2;
        options.ConnectTimeout = 1000;
        options.SyncTimeout = 1000;
        options.ConnectRetry = 1;
        options.KeepAlive = 5;
        options.ClientName = "cartwright";
        return options;
    }

    async Task<T> ExecuteAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (!IsAvailable)
        {
            throw new RedisUnavailableException("it did not answer the last command.");
        }

        try
        {
            // The library times out later and only in steps of a second.
            return await command(_connection.GetDatabase()).WaitAsync(AnswerTimeout, _stopped);
        }
        catch (RedisServerException error)
        {
            // The server rejects the command: it is out of memory, for example, or loading.
            throw new RedisUnavailableException(error.Message, error);
        }
        catch (Exception error) when (error is TimeoutException or RedisConnectionException or ObjectDisposedException or OperationCanceledException)
        {
            MarkUnavailable(error is TimeoutException ? "it does not answer in time." : error.Message);
            throw new RedisUnavailableException(error.Message, error);
        }
    }

    void MarkUnavailable(string reason)
    {
        lock (_lock)
        {
            if (!IsAvailable)
            {
                return;
            }

            Volatile.Write(ref _available, false);
        }

        _logger.RedisUnavailable(reason);
        _ = RecoverAsync();
    }

    // Probes until there is an answer, so that no request has to.
    async Task RecoverAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                if (await AnswersAsync())
                {
                    Volatile.Write(ref _available, true);
                    _logger.RedisAvailable();
                    return;
                }

                await ReconnectAsync();
            }
            catch (Exception error) when (!_stopped.IsCancellationRequested)
            {
                _logger.RedisConnectFailed(error.Message);
            }
            catch (OperationCanceledException)
            {
                // The connection is disposed of.
            }
        }
    }

    /// <returns>False if the server did not answer for <see cref="SilenceMax"/>.</returns>
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
                // Not connected: the library reconnects about once a second.
                await Task.Delay(ProbePause, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        var fresh = Observe(await ConnectionMultiplexer.ConnectAsync(_options));
        _connection = fresh;
        silent.Dispose();
        if (_stopped.IsCancellationRequested)
        {
            fresh.Dispose();
            return;
        }

        await Task.WhenAll(Subscriptions.Select(s => s.AttachAsync(fresh)));
        Subscriptions.ForEach(s => s.MarkGap());
    }

    ConnectionMultiplexer Observe(ConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += (_, lost) =>
        {
            if (connection == _connection && lost.ConnectionType == ConnectionType.Interactive)
            {
                MarkUnavailable("the connection broke.");
            }
        };
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType == ConnectionType.Subscription)
            {
                Subscriptions.ForEach(s => s.MarkGap());
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
}
