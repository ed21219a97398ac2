using System.Net.Http.Headers;

namespace Cartwright.Tests.Shops;

/// <summary>Asks one gateway after another, as what balances the load before several of them does.</summary>
/// <param name="gateways">Where they are.</param>
public sealed class InTurn(IReadOnlyList<Uri> gateways)
{
    int _asked;

    /// <summary>A client, of a user when there is a token; all clients together take turns.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new Handler(this)) { BaseAddress = gateways[0] };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // Texts and not Uri's own joining, which would tidy up the strange paths that some tests ask for.
    Uri Next(Uri asked) => asked.Authority == gateways[0].Authority
        ? new(gateways[(int)((uint)Interlocked.Increment(ref _asked) % gateways.Count)].GetLeftPart(UriPartial.Authority) + asked.PathAndQuery)
        : asked;

    sealed class Handler(InTurn turns) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = turns.Next(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
