using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cartwright.Bench;

/// <summary>The shop's HTTP interface as far as a run is prepared through it. What is measured goes through <see cref="HttpConnection"/>.</summary>
internal sealed class ShopApi(PrivateShop shop) : IDisposable
{
    readonly HttpClient _client = new() { BaseAddress = new($"http://{shop.Gateway}"), Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Signs in.</summary>
    /// <returns>The access token.</returns>
    public async Task<string> LogInAsync(string email, string password, CancellationToken cancellationToken)
    {
        var tokens = await SendAsync(HttpMethod.Post, "/api/auth/login", null, new JsonObject { ["email"] = email, ["password"] = password }, cancellationToken);
        return tokens.GetProperty("accessToken").GetString()!;
    }

    /// <summary>Reads a resource that everybody may read.</summary>
    public Task<JsonElement> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, pathAndQuery, null, null, cancellationToken);

    /// <summary>Sends a request and reads the JSON of the answer.</summary>
    /// <exception cref="ShopFailedException">The answer was no success.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string pathAndQuery, string? token, JsonNode? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode) throw new ShopFailedException($"{method} {pathAndQuery} was answered with {(int)response.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
