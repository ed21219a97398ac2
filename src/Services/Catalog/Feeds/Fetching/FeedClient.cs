using System.Net;
using System.Net.Http.Headers;
using Cartwright.Platform.Clients;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// The connections over which files of feeds, and the images that they name, are fetched: to public addresses only, unless a setting allows others, and without
/// redirects.
/// </summary>
internal sealed class FeedClient : IDisposable
{
    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    readonly HttpClient _client;

    public FeedClient(IOptions<FeedOptions> options) =>
        _client = new(OutgoingConnections.Create(ConnectTimeout, sockets =>
        {
            if (!options.Value.AllowPrivateAddresses)
            {
                sockets.ConnectCallback = PublicAddress.ConnectAsync;
            }
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Asks for the file of a feed, unless it is the one that was fetched last.</summary>
    public async Task<HttpResponseMessage> GetAsync(Feed feed, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, feed.Url);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Cartwright", null));
        if (feed.FileEtag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", feed.FileEtag);
        }

        if (feed.FileModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", feed.FileModified);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Asks for an image.</summary>
    public async Task<HttpResponseMessage> GetAsync(string url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Cartwright", null));
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Whether a file is packed with gzip, in the transfer or by itself.</summary>
    public static bool IsPacked(HttpResponseMessage response, string url) =>
        response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase)
        || response.Content.Headers.ContentType?.MediaType is "application/gzip" or "application/x-gzip"
        || new Uri(url).AbsolutePath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with an answer; null if it is a file, or says that the file is the same.</summary>
    public static string? ErrorOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK or HttpStatusCode.NotModified => null,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            $"The server answered {(int)response.StatusCode}. Redirects are not followed: use the address of the file.",
        _ => $"The server answered {(int)response.StatusCode}.",
    };

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
