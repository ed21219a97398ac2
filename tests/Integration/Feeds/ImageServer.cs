using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Feeds;

/// <summary>A server of a supplier with images, without types.</summary>
public sealed class ImageServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, byte[]> _files = [];
    readonly TaskCompletionSource _released = new();
    volatile string? _held;
    int _sent;

    ImageServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Where its files are, with a slash at the end.</summary>
    public string Url => _app.Urls.First() + "/";

    /// <summary>How many files it has sent.</summary>
    public int Sent => Volatile.Read(ref _sent);

    public static async Task<ImageServer> StartAsync()
    {
        var server = new ImageServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Adds a file.</summary>
    public ImageServer Put(string name, byte[] content)
    {
        _files[name] = content;
        return this;
    }

    /// <summary>Answers requests for a file only after <see cref="Release"/>.</summary>
    public void Hold(string name) => _held = name;

    /// <summary>Answers what it holds.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Path.Value![1..];
        if (name == _held)
        {
            await _released.Task;
        }

        if (!_files.TryGetValue(name, out var content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Interlocked.Increment(ref _sent);
        await context.Response.Body.WriteAsync(content);
    }
}
