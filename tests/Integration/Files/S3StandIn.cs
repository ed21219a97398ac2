using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Files;

/// <summary>An object as it was stored.</summary>
internal sealed record StoredObject(byte[] Content, string? ContentType, string? CacheControl);

/// <summary>
/// The part of an S3-compatible store that the shop uses: one bucket in the path, objects, errors in XML. It checks each request's signature by the published algorithm
/// (Signature Version 4) and the hash of its content. It can be away, and can be silent.
/// </summary>
internal sealed class S3StandIn : IAsyncDisposable
{
    public const string Bucket = "shop-files";
    public const string AccessKey = "AKIDTESTS";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+tests";
    public const string Region = "eu-test-1";

    static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(15);

    readonly WebApplication _app;
    readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _requests;

    S3StandIn(WebApplication app) => _app = app;

    /// <summary>The objects by key.</summary>
    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new();

    /// <summary>Why requests were refused.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Whether it answers every request with an error, as a store whose servers are down.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it keeps every request without an answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many requests it got.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    public static S3StandIn Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var store = new S3StandIn(app);
        app.Run(store.AnswerAsync);
        app.Start();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _app.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (IsSilent)
        {
            await _end.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (status, code) = IsAway ? (HttpStatusCode.ServiceUnavailable, "ServiceUnavailable") : Check(context.Request, body.ToArray());
        var path = context.Request.Path.Value!.TrimStart('/').Split('/', 2);
        if (status == HttpStatusCode.OK && (path[0] != Bucket || path.Length < 2))
        {
            (status, code) = (HttpStatusCode.NotFound, "NoSuchBucket");
        }

        if (status != HttpStatusCode.OK)
        {
            Refusals.Enqueue($"{context.Request.Method} {context.Request.Path}: {code}");
            await FailAsync(context.Response, status, code);
            return;
        }

        var key = path[1];
        switch (context.Request.Method)
        {
            case "PUT":
                Objects[key] = new(body.ToArray(), context.Request.ContentType, context.Request.Headers.CacheControl);
                context.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.ToArray()))[..32]}\"";
                break;
            case "GET" when Objects.TryGetValue(key, out var stored):
                context.Response.ContentType = stored.ContentType;
                await context.Response.Body.WriteAsync(stored.Content);
                break;
            case "GET":
                await FailAsync(context.Response, HttpStatusCode.NotFound, "NoSuchKey");
                break;
            case "DELETE":
                Objects.TryRemove(key, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await FailAsync(context.Response, HttpStatusCode.MethodNotAllowed, "MethodNotAllowed");
                break;
        }
    }

    static Task FailAsync(HttpResponse response, HttpStatusCode status, string code)
    {
        response.StatusCode = (int)status;
        response.ContentType = "application/xml";
        return response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{code} (stand-in).</Message></Error>");
    }

    // "Create a signed AWS API request", the steps of Signature Version 4 for a header Authorization.
    static (HttpStatusCode, string) Check(HttpRequest request, byte[] body)
    {
        const string Algorithm = "AWS4-HMAC-SHA256 ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return (HttpStatusCode.Forbidden, "AccessDenied");
        }

        var parts = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var scope = parts["Credential"].Split('/');
        var time = request.Headers["X-Amz-Date"].ToString();
        var contentHash = request.Headers["X-Amz-Content-SHA256"].ToString();
        if (scope is not [AccessKey, _, Region, "s3", "aws4_request"])
        {
            return scope[0] == AccessKey ? (HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed") : (HttpStatusCode.Forbidden, "InvalidAccessKeyId");
        }

        if (!DateTimeOffset.TryParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt)
            || (DateTimeOffset.UtcNow - signedAt).Duration() > ClockSkewMax || scope[1] != time[..8])
        {
            return (HttpStatusCode.Forbidden, "RequestTimeTooSkewed");
        }

        if (contentHash != Convert.ToHexStringLower(SHA256.HashData(body)))
        {
            return (HttpStatusCode.BadRequest, "XAmzContentSHA256Mismatch");
        }

        var signed = parts["SignedHeaders"].Split(';');
        if (!signed.Contains("host") || request.Headers.Keys.Any(k => k.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(k.ToLowerInvariant())))
        {
            return (HttpStatusCode.Forbidden, "AccessDenied");
        }

        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        IEnumerable<string> query = target.Length == 1 ? [] : target[1].Split('&');
        var headers = string.Concat(signed.Select(name => $"{name}:{string.Join(',', request.Headers[name].Select(v => v!.Trim()))}\n"));
        var sorted = string.Join('&', query.Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=").Order(StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{target[0]}\n{sorted}\n{headers}\n{parts["SignedHeaders"]}\n{contentHash}";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{string.Join('/', scope[1..])}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + SecretKey), Sign);
        return Convert.ToHexStringLower(Sign(key, toSign)) == parts["Signature"] ? (HttpStatusCode.OK, "") : (HttpStatusCode.Forbidden, "SignatureDoesNotMatch");
    }

    static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
