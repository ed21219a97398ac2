using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>
/// The client of one marketplace: bounded parallelism, its rate limit, the token that all instances share, time-outs, retries and a circuit breaker.
/// </summary>
internal sealed class MarketplaceClient(
    MarketplaceConnection connection, MarketplaceTokens tokens, RequestRateLimiter rateLimiter, CallPolicy policy) : IDisposable
{
    // The size limit of an order in a page, white space included, and of an empty page.
    const long OrderBytesMax = 4096;
    const long PageBytesMin = 64 * 1024;

    // Other callers may use up tokens that are good for few calls.
    const int RefusalsMax = 20;
    static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(5);

    /// <summary>The range of orders that the marketplace offers; null when there are none.</summary>
    /// <exception cref="MarketplaceUnavailableException">It is not available now.</exception>
    /// <exception cref="MarketplaceRefusedException">It refuses.</exception>
    public Task<IndexRange?> FindUnprocessedAsync(CancellationToken cancellationToken) =>
        CallAsync("orders/unprocessed", MarketplaceConnection.SmallAnswerBytesMax, ReadRangeAsync, cancellationToken);

    /// <summary>Reads a page of orders.</summary>
    /// <param name="startIndex">The first.</param>
    /// <param name="endIndex">The last.</param>
    /// <param name="read">
    /// Reads the body while it arrives. It is called again from the start after a transient failure of the marketplace, so it must be repeatable. Its own
    /// exceptions pass through at once, except for <see cref="MarketplacePageException"/> and those that a failure of the body caused.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="MarketplaceUnavailableException">It cannot be read now.</exception>
    /// <exception cref="MarketplaceRefusedException">It cannot be read.</exception>
    public Task<T> ReadOrdersAsync<T>(long startIndex, long endIndex, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) => CallAsync(
        string.Create(CultureInfo.InvariantCulture, $"orders?startIndex={startIndex}&endIndex={endIndex}"),
        PageBytesMin + (OrderBytesMax * (endIndex - startIndex + 1)),
        read,
        cancellationToken);

    /// <summary>Forgets a refused login, after a person has acted: the next call logs in.</summary>
    public Task ClearRefusalAsync(CancellationToken cancellationToken) => tokens.UnblockAsync(cancellationToken);

    public void Dispose()
    {
        tokens.Dispose();
        policy.Dispose();
        connection.Dispose();
    }

    async Task<T> CallAsync<T>(string resource, long bytesMax, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await policy.ExecuteAsync(ct => AttemptAsync(resource, bytesMax, read, ct), isRepeatable: true, cancellationToken);
        }
        catch (TransientFailureException failure)
        {
            throw new MarketplaceUnavailableException(failure.Message, failure.RetryAfter ?? RetryAfterDefault, concernsAll: failure.RetryAfter is not null, failure);
        }
    }

    async Task<T> AttemptAsync<T>(string resource, long bytesMax, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        for (var i = 0; i < RefusalsMax; i++)
        {
            await rateLimiter.WaitAsync(cancellationToken);
            using var request = connection.Request(HttpMethod.Get, resource);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
            request.Headers.Accept.Add(new("application/json"));
            using var response = await connection.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                await using var body = await connection.OpenAsync(response, bytesMax, cancellationToken);
                tokens.Accept(token);
                return await ReadAsync(body, read, cancellationToken);
            }

            token = await tokens.ReplaceAsync(token, cancellationToken);
        }

        throw new TransientFailureException("It refuses one token after the other.");
    }

    static async Task<T> ReadAsync<T>(MarketplaceBody body, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(body, cancellationToken);
        }
        catch (Exception) when (body.Failure is { } failure)
        {
            throw failure;
        }
        catch (MarketplacePageException error)
        {
            throw new TransientFailureException(error.Message, cause: error);
        }
    }

    static async Task<IndexRange?> ReadRangeAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, MarketplaceJson.Default.UnprocessedAnswer, cancellationToken) switch
            {
                { StartIndex: >= 0 and var start, EndIndex: { } end } => end >= start ? new IndexRange(start, end) : null,
                _ => throw new MarketplacePageException("Its answer is no range of orders."),
            };
        }
        catch (JsonException error)
        {
            throw new MarketplacePageException("Its answer is no range of orders.", error);
        }
    }

    internal sealed class UnprocessedAnswer
    {
        public long? StartIndex { get; init; }

        public long? EndIndex { get; init; }
    }
}
