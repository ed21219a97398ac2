using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cartwright.Platform.Http;
using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>Calls one service, on behalf of the visitor of the current request when one is given.</summary>
internal abstract class ApiClient(string service, IHttpClientFactory clients, Visitor? visitor)
{
    /// <summary>Reads a resource; null when there is none that the visitor may see.</summary>
    protected async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = Request(HttpMethod.Get, path);
        using var response = await ExchangeAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            // A bad request to read is an address somebody typed or an outdated cursor: there is no such page.
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new ServiceUnavailableException($"{service} answered {(int)response.StatusCode}.");
        }

        return await response.Content.ReadFromJsonAsync(type, cancellationToken)
            ?? throw new ServiceUnavailableException($"{service} answered nothing.");
    }

    /// <summary>Asks for a change; the service may refuse.</summary>
    protected async Task<ApiResponse<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var response = await ExchangeAsync(request, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    protected static async Task<ApiResponse<T>> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class =>
        response.IsSuccessStatusCode
            ? new(await response.Content.ReadFromJsonAsync(type, cancellationToken), null)
            : new(null, await ReadProblemAsync(response, cancellationToken));

    /// <summary>Asks for a change that answers nothing of interest.</summary>
    protected async Task<ApiResponse<Nothing>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? new(Nothing.Value, null)
            : new(null, await ReadProblemAsync(response, cancellationToken));
    }

    /// <summary>Makes a request that names nobody, for what is public and for what changes the session itself.</summary>
    protected static HttpRequestMessage AnonymousRequest<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, path) { Content = JsonContent.Create(body, type) };

    /// <summary>Makes a request that carries the visitor's token.</summary>
    protected HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (visitor?.AccessToken is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    protected HttpRequestMessage Request<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        var request = Request(method, path);
        request.Content = JsonContent.Create(body, type);
        return request;
    }

    /// <summary>Sends a request; that the service cannot be reached and that the session has ended are exceptions, every other answer is returned.</summary>
    protected async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Services limit what an address may do; without this, all visitors would have the storefront's.
        if (visitor?.Address is { } address)
        {
            request.Headers.TryAddWithoutValidation(ForwardedRequests.For, address);
        }

        HttpResponseMessage response;
        try
        {
            response = await clients.CreateClient(service).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The page handles all of them alike: connection refused, time-out, open circuit.
            throw new ServiceUnavailableException($"{service} could not be reached.", e);
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized && request.Headers.Authorization is not null)
        {
            response.Dispose();
            throw new SessionEndedException();
        }

        return response;
    }

    static async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        try
        {
            var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.Problem, cancellationToken);
            return (problem ?? Problem.Of("Something went wrong.")) with { Status = status };
        }
        catch (JsonException)
        {
            return Problem.Of("The shop could not do this just now. Please try again in a moment.") with { Status = status };
        }
    }
}
