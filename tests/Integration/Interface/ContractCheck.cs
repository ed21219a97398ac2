using System.Collections.Concurrent;
using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Interface;

/// <summary>
/// Compares every answer of a shop with its OpenAPI document, and fails the request of a test whose answer is another. The document is read once per shop, when
/// the first answer comes.
/// </summary>
public sealed class ContractCheck(HttpMessageHandler inner, ContractSource contract) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, path) = (request.Method, request.RequestUri!.AbsolutePath);
        var response = await base.SendAsync(request, cancellationToken);
        // A stream is not over yet, and what other sites may ask for is no operation.
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream" || method == HttpMethod.Options)
        {
            return response;
        }

        // The server refuses such a path before anything else sees it, with a status and no body.
        if (path.Contains("%00", StringComparison.Ordinal))
        {
            return response;
        }

        var errors = await (await contract.GetAsync()).ErrorsAsync(method, path, response);
        contract.Note(method, path, response);
        Assert.True(errors.Count == 0, $"{method} {path} is not answered as the document says. {string.Join(' ', errors.Take(5))}");
        return response;
    }
}

/// <summary>The interface of a shop, read from its gateway when it is needed first.</summary>
public sealed class ContractSource(Uri gateway) : IDisposable
{
    readonly SemaphoreSlim _one = new(1);
    readonly ConcurrentDictionary<string, bool> _met = [];
    ApiContract? _contract;

    public async Task<ApiContract> GetAsync()
    {
        if (_contract is { } known)
        {
            return known;
        }

        await _one.WaitAsync();
        try
        {
            using var client = new HttpClient { BaseAddress = gateway };
            Answer? answer = null;
            // On a slow machine a service describes itself late.
            await Eventually.TrueAsync(
                async () => _contract is not null || (answer = await client.GetJsonAsync("/openapi.json")).Status != HttpStatusCode.ServiceUnavailable,
                () => $"There is no document: {answer?.Body}");
            return _contract ??= new(answer!.Is(HttpStatusCode.OK).Body);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The operations that were never answered with a success.</summary>
    public IEnumerable<string> Unmet =>
        (_contract?.Operations ?? []).Select(operation => operation.Id).Where(id => !_met.ContainsKey(id)).Order(StringComparer.Ordinal);

    /// <summary>Notes which operation was answered with a success.</summary>
    public void Note(HttpMethod method, string path, HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode && _contract?.Find(method.Method, path) is { } operation)
        {
            _met.TryAdd(operation.Id, true);
        }
    }

    public void Dispose() => _one.Dispose();
}
