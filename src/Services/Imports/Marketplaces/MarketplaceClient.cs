using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>
/// Talks to one marketplace: bounded parallelism, the pace it allows, the token that all instances share, time-outs, retries and a circuit breaker.
/// </summary>
internal sealed class MarketplaceClient(
    MarketplaceConnection connection, MarketplaceTokens tokens, RequestRateLimiter pace, CallPolicy policy) : IDisposable
{
    // How large an order may be in a page, white space and all; and a page without any.
    const long OrderBytesMax = 4096;
    const long PageBytesMin = 64 * 1024;

    // Tokens that end after few calls may be used up by others again and again.
    const int RefusalsMax = 20;
    static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(5);

    /// <summary>The orders that the marketplace has not seen fetched; null when there are none.</summary>
    /// <exception cref="MarketplaceUnavailableException">It cannot say now.</exception>
    /// <exception cref="MarketplaceRefusedException">It will not say.</exception>
    public Task<IndexRange?> FindUnprocessedAsync(CancellationToken cancellationToken) =>
        AskAsync("orders/unprocessed", MarketplaceConnection.SmallAnswerBytesMax, ReadRangeAsync, cancellationToken);

    /// <summary>Reads a page of orders.</summary>
    /// <param name="startIndex">The first.</param>
    /// <param name="endIndex">The last.</param>
    /// <param name="read">
    /// Called with the body as it comes in; again from the start when the marketplace fails passingly, so it must be repeatable. What it throws passes
    /// through at once, except for <see cref="MarketplacePageException"/> and what follows from a failure of the body.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="MarketplaceUnavailableException">It cannot be read now.</exception>
    /// <exception cref="MarketplaceRefusedException">It cannot be read.</exception>
    public Task<T> ReadOrdersAsync<T>(long startIndex, long endIndex, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) => AskAsync(
        string.Create(CultureInfo.InvariantCulture, $"orders?startIndex={startIndex}&endIndex={endIndex}"),
        PageBytesMin + (OrderBytesMax * (endIndex - startIndex + 1)),
        read,
        cancellationToken);

    /// <summary>Somebody has seen to what was refused: the next call logs in, whatever became of the last time.</summary>
    public Task ClearRefusalAsync(CancellationToken cancellationToken) => tokens.UnblockAsync(cancellationToken);

    public void Dispose()
    {
        tokens.Dispose();
        policy.Dispose();
        connection.Dispose();
    }

    async Task<T> AskAsync<T>(string resource, long bytesMax, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await policy.ExecuteAsync(ct => AttemptAsync(resource, bytesMax, read, ct), cancellationToken);
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
            await pace.WaitAsync(cancellationToken);
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
            // Whatever the reader made of it.
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
