using System.Net;

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
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols || response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return response;
        }

        var errors = await (await contract.GetAsync()).ErrorsAsync(method, path, response);
        Assert.True(errors.Count == 0, $"{method} {path} is not answered as the document says. {string.Join(' ', errors.Take(5))}");
        return response;
    }
}

/// <summary>The interface of a shop, read from its gateway when it is needed first.</summary>
public sealed class ContractSource(Uri gateway) : IDisposable
{
    readonly SemaphoreSlim _one = new(1);
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
            return _contract ??= new(await client.GetStringAsync("/openapi.json"));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
