using System.Net.Sockets;

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
    /// <param name="configure">Sets what is special about them.</param>
    public static HttpMessageHandler Create(TimeSpan connectTimeout, Action<SocketsHttpHandler>? configure = null)
    {
        var sockets = new SocketsHttpHandler
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
        configure?.Invoke(sockets);
        return new LostConnections { InnerHandler = sockets };
    }

    /// <summary>Reports a bare error of a socket as all others: the framework lets it through if the other end dies at the moment of the connection.</summary>
    sealed class LostConnections : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (SocketException lost)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was lost as soon as it was made.", lost);
            }
        }
    }
}
