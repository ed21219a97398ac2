using System.Globalization;
using System.Net;
using System.Text;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Feeds;

/// <summary>A server of a supplier with one file, which answers 304 to clients that have it.</summary>
public sealed class FileServer : IDisposable
{
    readonly HttpListener _listener = new();
    int _version;
    int _sent;
    string? _file;

    public FileServer()
    {
        var port = PortRange.TakePort();
        Url = $"http://127.0.0.1:{port}/products.csv";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Where the file is.</summary>
    public string Url { get; }

    /// <summary>How often it was sent.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Replaces the file; null for none.</summary>
    public void Put(string? file)
    {
        Volatile.Write(ref _file, file);
        Interlocked.Increment(ref _version);
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The test has ended, or the client has hung up.
            }
        }
    }

    void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var tag = $"\"{Volatile.Read(ref _version).ToString(CultureInfo.InvariantCulture)}\"";
        if (Volatile.Read(ref _file) is not { } file)
        {
            response.StatusCode = 404;
        }
        else if (context.Request.Headers["If-None-Match"] == tag)
        {
            response.StatusCode = 304;
        }
        else
        {
            response.Headers["ETag"] = tag;
            response.ContentType = "application/gzip";
            response.OutputStream.Write(TestFeed.Pack(Encoding.UTF8.GetBytes(file)));
            Interlocked.Increment(ref _sent);
        }
    }
}
