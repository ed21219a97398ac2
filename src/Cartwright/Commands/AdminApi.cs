using System.Net.Http.Headers;
using System.Text.Json;

namespace Cartwright.Commands;

/// <summary>The HTTP interface of a running shop, used as its administrator.</summary>
internal sealed class AdminApi : IDisposable
{
    readonly HttpClient _client;

    AdminApi(Uri shop) => _client = new() { BaseAddress = shop, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Signs in.</summary>
    /// <exception cref="InvalidOperationException">The shop does not answer, or does not know the administrator.</exception>
    public static async Task<AdminApi> SignInAsync(Uri shop, string email, string password, CancellationToken cancellationToken)
    {
        var api = new AdminApi(shop);
        try
        {
            var tokens = await api.PostAsync<JsonElement>("/api/auth/login", new { email, password }, cancellationToken);
            api._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
            return api;
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    /// <summary>Sends a GET request; null when the resource does not exist.</summary>
    /// <exception cref="InvalidOperationException">The shop rejected the request; the message says why.</exception>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken) where T : class
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends a POST request; false when the resource does not exist.</summary>
    /// <exception cref="InvalidOperationException">The shop rejected the request; the message says why.</exception>
    public async Task<bool> TryPostAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, path, null, cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }

        await EnsureAsync(response, cancellationToken);
        return true;
    }

    /// <summary>Sends a POST request and reads the response.</summary>
    /// <exception cref="InvalidOperationException">The shop rejected the request; the message says why.</exception>
    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new InvalidOperationException($"The shop at {_client.BaseAddress} does not answer: {error.Message}", error);
        }
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await EnsureAsync(response, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    static async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The shop refused: {Explain(await response.Content.ReadAsStringAsync(cancellationToken), response)}");
        }
    }

    // The detail of a problem (RFC 9457), or the errors of its fields.
    static string Explain(string body, HttpResponseMessage response)
    {
        try
        {
            var problem = JsonElement.Parse(body);
            return problem.TryGetProperty("errors", out var errors)
                ? string.Join(" ", errors.EnumerateObject().SelectMany(field => field.Value.EnumerateArray().Select(e => $"{field.Name}: {e.GetString()}")))
                : problem.GetProperty(problem.TryGetProperty("detail", out _) ? "detail" : "title").GetString()!;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        }
    }
}
