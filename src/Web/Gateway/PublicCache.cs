using System.Net;
using Cartwright.Contracts;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cartwright.Gateway;

/// <summary>
/// Answers public reads of the catalog from memory: a hop to another service costs more than the read. The catalog marks responses as cacheable
/// (<c>Cache-Control: public</c>) and names the products that they show (<c>Surrogate-Key</c>); its events purge them.
/// </summary>
internal sealed class PublicCache(IHttpClientFactory clients, Caches caches) : IDisposable
{
    const string Path = "/api/products";

    const int KeyLengthMax = 1024;
    const int BodyMax = 256 * 1024;

    // Headers of one connection or of the cache, not of the response (RFC 9110, section 7.6.1).
    static readonly HashSet<string> NotKept =
        new(StringComparer.OrdinalIgnoreCase) { "Connection", "Date", "Keep-Alive", "Server", "Surrogate-Key", "Transfer-Encoding" };

    // The gateway may receive an event before the catalog has dropped its own copy: responses of that moment expire soon.
    readonly CoalescingCache<PublicAnswer> _answers = caches.Create(
        "gateway", new() { BytesMax = 64 * 1024 * 1024, Settling = TimeSpan.FromSeconds(1) }, PublicAnswer.Codec);

    public static void Use(WebApplication app)
    {
        var cache = app.Services.GetRequiredService<PublicCache>();
        // Staff see inactive products too, so the catalog itself answers them.
        app.Use((context, next) => Serves(context.Request) && !context.User.Has(Permission.ManageCatalog) ? cache.AnswerAsync(context) : next(context));
    }

    /// <summary>Drops everything: events may have been lost.</summary>
    public void Clear() => _answers.Clear();

    /// <summary>Drops the responses that an event of the catalog makes stale.</summary>
    public void Drop(Envelope envelope)
    {
        var product = $"product-{envelope.AggregateId:N}";
        if (envelope.Name == EventCatalog.Of(typeof(ProductAvailabilityChanged)).Name)
        {
            _answers.Purge(product);
        }
        else if (envelope.Name == EventCatalog.Of(typeof(CategoryCreated)).Name)
        {
            _answers.Purge("categories");
        }
        else if (envelope.Name == EventCatalog.Of(typeof(CategoryUpdated)).Name || envelope.Name == EventCatalog.Of(typeof(CategoryDeleted)).Name)
        {
            _answers.Purge("products", "categories");
        }
        else
        {
            _answers.Purge("products", product);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _answers.Dispose();

    static bool Serves(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path.StartsWithSegments(Path, StringComparison.Ordinal)
        && !IsForStaff(request.Path)
        && request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0) <= KeyLengthMax;

    // The catalog refuses others according to their tokens, which the cache does not send.
    static bool IsForStaff(PathString path) =>
        path.StartsWithSegments(Path + "/feeds", StringComparison.Ordinal)
        || path.StartsWithSegments(Path + "/image-sources", StringComparison.Ordinal)
        || (path.StartsWithSegments(Path + "/search", StringComparison.Ordinal, out var below) && below.HasValue);

    async Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var answer = _answers.TryGet(target, out var known)
            ? known
            : await _answers.GetAsync(target, cancellationToken => LoadAsync(target, cancellationToken), context.RequestAborted);

        var response = context.Response;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.ETag is not null && Preconditions.IsNotModified(context.Request, answer.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = answer.Body;
        if (Compression.Gains(response.ContentType, body.Length))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (Compression.AcceptsBrotli(context.Request))
            {
                body = answer.Compressed;
                response.Headers.ContentEncoding = "br";
            }
        }

        response.StatusCode = answer.Status;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    async Task<Cacheable<PublicAnswer>> LoadAsync(string target, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("catalog");
        using var response = await client.GetAsync(new Uri(target, UriKind.Relative), cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(h => !NotKept.Contains(h.Key) && h.Key != "Content-Length")
            .Select(h => new KeyValuePair<string, StringValues>(h.Key, h.Value.ToArray()))
            .ToList();
        var tags = response.Headers.TryGetValues("Surrogate-Key", out var keys)
            ? string.Join(' ', keys).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];
        // Compressed it takes less than half as much again.
        return new(new((int)response.StatusCode, headers, response.Headers.ETag?.ToString(), body), body.Length * 3 / 2, tags)
        {
            Keep = response is { StatusCode: HttpStatusCode.OK, Headers.CacheControl.Public: true } && body.Length <= BodyMax,
        };
    }
}
