using System.Diagnostics;
using System.Net.Http.Headers;

namespace Cartwright.Tests.Shops;

/// <summary>
/// Asks one gateway after another, as a load balancer does: where a connection is refused, which has carried nothing, it asks the next, and it leaves out a
/// gateway that is about to stop, which asks for its connections to be closed.
/// </summary>
/// <param name="gateways">Where they are.</param>
/// <param name="around">Puts a handler around those of its clients.</param>
public sealed class RoundRobin(IReadOnlyList<Uri> gateways, Func<HttpMessageHandler, HttpMessageHandler>? around = null)
{
    static readonly TimeSpan LeftOut = TimeSpan.FromSeconds(5);

    readonly int _count = gateways.Count;
    readonly long[] _stoppedAt = new long[gateways.Count];
    int _asked;

    /// <summary>A client, of a user when there is a token; all clients together take turns.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(around?.Invoke(new Handler(this)) ?? new Handler(this)) { BaseAddress = gateways[0] };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // Texts and not Uri's own joining, which would tidy up the strange paths that some tests ask for.
    Uri At(int gateway, Uri asked) => asked.Authority == gateways[0].Authority
        ? new(gateways[gateway].GetLeftPart(UriPartial.Authority) + asked.PathAndQuery)
        : asked;

    // All of them when all are about to stop.
    int Next(int turn)
    {
        var next = (int)((uint)turn % _count);
        return Enumerable.Range(next, _count).Select(i => i % _count).FirstOrDefault(
            i => Volatile.Read(ref _stoppedAt[i]) is 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref _stoppedAt[i])) > LeftOut, next);
    }

    // A connection that has been idle for longer is not used again: a gateway that stops closes it, perhaps while a request is on its way.
    sealed class Handler(RoundRobin turns) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (asked, turn) = (request.RequestUri!, Interlocked.Increment(ref turns._asked));
            for (var others = turns._count - 1; ; others--)
            {
                var gateway = turns.Next(turn++);
                request.RequestUri = turns.At(gateway, asked);
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (response.Headers.ConnectionClose == true)
                    {
                        Volatile.Write(ref turns._stoppedAt[gateway], Stopwatch.GetTimestamp());
                    }

                    return response;
                }
                catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError && others > 0)
                {
                    // The next one.
                    Volatile.Write(ref turns._stoppedAt[gateway], Stopwatch.GetTimestamp());
                }
            }
        }
    }
}
