using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Observability;

/// <summary>Takes what is sent over OTLP, as it comes.</summary>
public sealed class Collector : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = [];

    public Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.Enqueue((signal, body.ToArray()));
        });
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    /// <summary>Whether all of these stand in one message of a signal, which is enough to know them by: a protocol buffer holds texts and ids as they are.</summary>
    public bool Has(string signal, params byte[][] parts) =>
        _received.Any(r => r.Signal == signal && parts.All(part => r.Body.AsSpan().IndexOf(part) >= 0));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
