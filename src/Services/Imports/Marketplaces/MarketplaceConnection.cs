using System.Net;
using System.Security.Authentication;
using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>The pooled connections to one marketplace. The messages of its exceptions contain no secrets.</summary>
internal sealed class MarketplaceConnection : IDisposable
{
    /// <summary>The size limit of a response that is not a page.</summary>
    public const int SmallAnswerBytesMax = 64 * 1024;

    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    readonly Uri _address;
    readonly TimeSpan _attemptTimeout;
    readonly TimeSpan _idleTimeout;
    readonly TimeProvider _time;
    readonly HttpMessageInvoker _invoker;

    public MarketplaceConnection(Marketplace marketplace, MarketplaceOptions options, TimeProvider time)
    {
        (_address, _attemptTimeout, _idleTimeout, _time) = (marketplace.Address, options.AttemptTimeout, options.IdleTimeout, time);
        _invoker = new(OutgoingConnections.Create(ConnectTimeout < options.AttemptTimeout ? ConnectTimeout : options.AttemptTimeout, connections =>
        {
            // One more for the login, which must not wait for a page.
            connections.MaxConnectionsPerServer = marketplace.Parallelism + 1;
            // The ids of our traces are nobody else's business.
            connections.ActivityHeadersPropagator = null;
        }));
    }

    /// <summary>A request for a resource.</summary>
    public HttpRequestMessage Request(HttpMethod method, string resource) => new(method, new Uri(_address, resource))
    {
        // HTTP/1.1 where that is all there is.
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    /// <summary>Sends a request and returns when the headers of the response have arrived.</summary>
    /// <exception cref="TransientFailureException">There is no response in time.</exception>
    /// <exception cref="MarketplaceRefusedException">The server cannot prove to be the marketplace.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_attemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await _invoker.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientFailureException("It does not answer in time.") { IsTimeout = true };
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException)
        {
            throw new MarketplaceRefusedException("Its certificate is not trusted, or it offers no encryption that is. Nothing was sent.", error);
        }
        catch (HttpRequestException error)
        {
            throw new TransientFailureException($"It cannot be reached ({error.HttpRequestError}).", cause: error);
        }
    }

    /// <summary>The body of a successful response.</summary>
    /// <exception cref="TransientFailureException">The failure is transient.</exception>
    /// <exception cref="MarketplaceRefusedException">The marketplace refuses.</exception>
    public async Task<MarketplaceBody> OpenAsync(HttpResponseMessage response, long bytesMax, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (TransientFailure.Is(response.StatusCode))
        {
            throw new TransientFailureException($"It answers {status}.", TransientFailure.RetryAfter(response, _time.GetUtcNow()));
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new MarketplaceRefusedException($"It answers {status} to {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}.");
        }

        return new(await response.Content.ReadAsStreamAsync(cancellationToken), bytesMax, _idleTimeout, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();
}
