using System.Net.Http.Headers;

namespace Cartwright.Tests.Shops;

/// <summary>
/// Asks one gateway after another, as what balances the load before several of them does: where a connection is refused, which has carried
/// nothing, it asks the next.
/// </summary>
/// <param name="gateways">Where they are.</param>
public sealed class RoundRobin(IReadOnlyList<Uri> gateways)
{
    readonly int _count = gateways.Count;
    int _asked;

    /// <summary>A client, of a user when there is a token; all clients together take turns.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new Handler(this)) { BaseAddress = gateways[0] };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // Texts and not Uri's own joining, which would tidy up the strange paths that some tests ask for.
    Uri At(int turn, Uri asked) => asked.Authority == gateways[0].Authority
        ? new(gateways[(int)((uint)turn % _count)].GetLeftPart(UriPartial.Authority) + asked.PathAndQuery)
        : asked;

    // A connection that has been idle for longer is not used again: a gateway that stops closes it, perhaps while a request is on its way.
    sealed class Handler(RoundRobin turns) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (asked, turn) = (request.RequestUri!, Interlocked.Increment(ref turns._asked));
            for (var others = turns._count - 1; ; others--)
            {
                request.RequestUri = turns.At(turn++, asked);
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError && others > 0)
                {
                    // The next one.
                }
            }
        }
    }

}
