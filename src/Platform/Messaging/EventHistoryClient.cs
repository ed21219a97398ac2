using System.Globalization;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;

namespace Cartwright.Platform.Messaging;

/// <summary>Reads the logs of other services over HTTP, from the first instance that answers.</summary>
/// <param name="addresses">The addresses of the services.</param>
/// <param name="secret">The secret that signs the requests.</param>
/// <param name="time">The clock.</param>
public sealed class EventHistoryClient(ServiceAddresses addresses, SystemSecret secret, TimeProvider time) : IDisposable
{
    readonly HttpClient _client = new(new ServiceSigning(new ServiceSignature(secret, time))
    {
        InnerHandler = OutgoingConnections.Create(OutgoingConnections.ConnectTimeoutDefault),
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Reads events of a log.</summary>
    /// <exception cref="HttpRequestException">No instance of the publisher answers.</exception>
    public Task<LogPage<Envelope>> ReadAsync(string publisher, LogQuery query, CancellationToken cancellationToken) => GetAsync(
        publisher, "/internal/events", query, async content => CloudEvents.ReadList(await content.ReadAsByteArrayAsync(cancellationToken)), cancellationToken);

    /// <summary>Reads positions and ids of the events of a log.</summary>
    /// <exception cref="HttpRequestException">No instance of the publisher answers.</exception>
    public Task<LogPage<EventPosition>> ReadIdsAsync(string publisher, LogQuery query, CancellationToken cancellationToken) => GetAsync(
        publisher, "/internal/events/ids", query,
        async content => (await content.ReadFromJsonAsync(Http.PlatformJson.Default.IReadOnlyListEventPosition, cancellationToken))!, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    async Task<LogPage<T>> GetAsync<T>(
        string publisher, string path, LogQuery query, Func<HttpContent, Task<IReadOnlyList<T>>> read, CancellationToken cancellationToken)
    {
        var pathAndQuery = path + Parameters(query);
        var instances = addresses.Of(publisher);
        for (var i = 0; i < instances.Count; i++)
        {
            try
            {
                using var response = await _client.GetAsync(new Uri(instances[i], pathAndQuery), cancellationToken);
                response.EnsureSuccessStatusCode();
                return new(await read(response.Content), Number(response, EventHistoryEndpoints.PositionHeader), Number(response, EventHistoryEndpoints.EndHeader));
            }
            catch (HttpRequestException) when (i < instances.Count - 1)
            {
                // The next instance may answer.
            }
        }

        throw new HttpRequestException($"No address of '{publisher}' is known. Set Services:{publisher} to its URL.");
    }

    static string Parameters(LogQuery query)
    {
        var parameters = new List<string>
        {
            $"after={query.After.ToString(CultureInfo.InvariantCulture)}",
            $"limit={query.Limit.ToString(CultureInfo.InvariantCulture)}",
        };
        if (query.UpTo is { } upTo)
        {
            parameters.Add($"upTo={upTo.ToString(CultureInfo.InvariantCulture)}");
        }

        if (query.Since is { } since)
        {
            parameters.Add($"since={Uri.EscapeDataString(since.ToString("O", CultureInfo.InvariantCulture))}");
        }

        return "?" + string.Join('&', parameters.Concat(query.Names.Select(name => $"name={Uri.EscapeDataString(name)}")));
    }

    static long Number(HttpResponseMessage response, string header) => long.Parse(response.Headers.GetValues(header).Single(), CultureInfo.InvariantCulture);
}
