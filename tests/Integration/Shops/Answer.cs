using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Cartwright.Tests.Shops;

/// <summary>What a request was answered with.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseMessage Response, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The id in the body.</summary>
    public Guid Id => Json.GetProperty("id").GetGuid();

    /// <summary>The fields that a problem names.</summary>
    public IReadOnlyList<string> Fields => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(e => e.Name)] : [];

    /// <summary>Asserts the status, showing the body when it differs.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Body}");
        return this;
    }

    /// <summary>Asserts that it is a problem that names a field.</summary>
    public Answer Names(string field)
    {
        Assert.Equal("application/problem+json", Response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(field, Fields);
        return this;
    }
}

/// <summary>Requests that read their answers.</summary>
public static class Requests
{
    public static Task<Answer> GetJsonAsync(this HttpClient client, string path) => SendAsync(client, HttpMethod.Get, path);

    public static Task<Answer> PostJsonAsync(this HttpClient client, string path, object? body, string? idempotencyKey = null) =>
        SendAsync(client, HttpMethod.Post, path, body, request =>
        {
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }
        });

    public static Task<Answer> PutJsonAsync(this HttpClient client, string path, object? body, string? ifMatch = null) =>
        SendAsync(client, HttpMethod.Put, path, body, request =>
        {
            if (ifMatch is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            }
        });

    /// <summary>Sends a request; a text goes as it is, anything else as JSON.</summary>
    public static async Task<Answer> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        change?.Invoke(request);
        var response = await client.SendAsync(request);
        return new(response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>Waits for what comes about by itself.</summary>
public static class Eventually
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> describe, TimeSpan? timeout = null)
    {
        using var timer = new PeriodicTimer(Poll);
        var until = DateTime.UtcNow + (timeout ?? Timeout);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, describe());
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks until the value is the expected one: every instance learns of a change by itself.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        T? actual = default;
        await TrueAsync(
            async () => EqualityComparer<T>.Default.Equals(actual = await ask(), expected), () => $"The value is {actual} instead of {expected}");
    }

    /// <summary>Asks until the answer is as wanted. A service that says that it cannot answer just now is asked again: machines are slow at times.</summary>
    public static async Task<JsonElement> AnsweredAsync(HttpClient client, string path, Func<JsonElement, bool> wanted)
    {
        Answer? answer = null;
        await TrueAsync(
            async () => (answer = await client.GetJsonAsync(path)).Status != HttpStatusCode.ServiceUnavailable && wanted(answer.Is(HttpStatusCode.OK).Json),
            () => $"The answer is {answer?.Body}");
        return answer!.Json;
    }
}
