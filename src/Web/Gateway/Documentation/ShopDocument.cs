using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cartwright.Platform.Hosting;

namespace Cartwright.Gateway;

/// <summary>
/// The OpenAPI document of the shop. It is composed when somebody asks for it, and kept for a minute only, because other versions may replace the services. A
/// service that is away at the moment is described by what it said last.
/// </summary>
internal sealed class ShopDocument(ServiceAddresses addresses, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    /// <summary>The name of the client.</summary>
    public const string Client = "documents";

    /// <summary>How long a composed document is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>How long it is not composed again after a service did not answer.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // The first document of a service takes a while: the framework reads all of its types.
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    readonly SemaphoreSlim _one = new(1);
    readonly Dictionary<string, JsonObject> _known = [];
    Composed? _composed;

    /// <summary>A composed document.</summary>
    /// <param name="Body">The document in UTF-8; empty if it cannot be composed.</param>
    /// <param name="ETag">Its entity tag.</param>
    /// <param name="Missing">The services that have said nothing yet.</param>
    /// <param name="At">When it was composed.</param>
    public sealed record Composed(byte[] Body, string ETag, IReadOnlyList<string> Missing, long At);

    /// <summary>The document, composed anew if the last one is old.</summary>
    public async Task<Composed> GetAsync(CancellationToken cancellationToken)
    {
        if (_composed is { } kept && IsFresh(kept))
        {
            return kept;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _composed is { } meanwhile && IsFresh(meanwhile) ? meanwhile : _composed = await ComposeAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // Those who ask meanwhile get the same answer, so that they do not wait for one another.
    bool IsFresh(Composed composed) => time.GetElapsedTime(composed.At) < (composed.Missing.Count == 0 ? Kept : Pause);

    async Task<Composed> ComposeAsync(CancellationToken cancellationToken)
    {
        var names = Routes.Services(addresses).ToList();
        var documents = await Task.WhenAll(names.Select(name => ReadAsync(name, cancellationToken)));
        foreach (var (name, document) in names.Zip(documents))
        {
            if (document is not null)
            {
                _known[name] = document;
            }
        }

        if (names.Where(name => !_known.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            return new([], "", missing, time.GetTimestamp());
        }

        var version = typeof(ShopDocument).Assembly.GetName().Version!.ToString(3);
        var body = Encoding.UTF8.GetBytes(ComposedDocument.Of(_known, version).ToJsonString(Indented));
        return new(body, $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 12))}\"", [], time.GetTimestamp());
    }

    // Any instance knows it.
    async Task<JsonObject?> ReadAsync(string service, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        foreach (var instance in addresses.Of(service))
        {
            try
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                deadline.CancelAfter(Timeout);
                await using var body = await client.GetStreamAsync(new Uri(instance, "/openapi/v1.json"), deadline.Token);
                if (await JsonNode.ParseAsync(body, cancellationToken: deadline.Token) is JsonObject document)
                {
                    return document;
                }
            }
            catch (Exception error) when (error is HttpRequestException or JsonException
                || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next one.
            }
        }

        return null;
    }
}
