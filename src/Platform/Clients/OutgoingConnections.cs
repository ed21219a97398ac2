namespace Cartwright.Platform.Clients;

/// <summary>The pooled connections of every outgoing call: they go to the address that is configured and nowhere else.</summary>
public static class OutgoingConnections
{
    const int HeaderKilobytesMax = 32;

    /// <summary>How long a connection may take to be established where nothing else is said.</summary>
    public static readonly TimeSpan ConnectTimeoutDefault = TimeSpan.FromSeconds(2);

    static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>Creates a handler with connections of its own.</summary>
    /// <param name="connectTimeout">How long a connection may take to be established.</param>
    public static SocketsHttpHandler Create(TimeSpan connectTimeout) => new()
    {
        ConnectTimeout = connectTimeout,
        // A new connection resolves the host name again.
        PooledConnectionLifetime = ConnectionLife,
        MaxResponseHeadersLength = HeaderKilobytesMax,
        // What proves who we are is sent to the configured address only: neither to where a response points nor to where the environment does.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };
}
