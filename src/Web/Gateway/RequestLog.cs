using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cartwright.Gateway;

/// <summary>
/// Writes one line per request in the W3C extended log file format, without query and headers, so without tokens. Requests never wait for the disk:
/// if lines arrive faster than they can be written, some are dropped and counted. (ASP.NET Core's W3C logger makes requests wait
/// once 1,024 lines are queued, which limits the whole gateway to about as many requests per flush.)
/// </summary>
internal sealed class RequestLog(string folder, IServer server, TimeProvider time, ILogger<RequestLog> logger) : BackgroundService
{
    const int QueueMax = 16 * 1024;
    const long FileBytesMax = 50 * 1024 * 1024;
    const int FilesMax = 4;
    const string Header = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status time-taken\n";

    readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    long _dropped;

    readonly record struct Entry(DateTimeOffset Time, IPAddress? Client, string Method, string Path, int Status, TimeSpan Took);

    /// <summary>Adds the middleware that logs every request.</summary>
    public static void Use(WebApplication app)
    {
        var log = app.Services.GetRequiredService<RequestLog>();
        app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                log.Add(context, Stopwatch.GetElapsedTime(start));
            }
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(folder);
        while (await _entries.Reader.WaitToReadAsync(stoppingToken))
        {
            try
            {
                await WriteFileAsync(stoppingToken);
            }
            catch (IOException error)
            {
                logger.RequestLogUnwritable(error.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    void Add(HttpContext context, TimeSpan took)
    {
        var entry = new Entry(
            time.GetUtcNow(), context.Connection.RemoteIpAddress, HeadRequests.MethodOf(context), context.Request.Path.ToUriComponent(), context.Response.StatusCode, took);
        if (!_entries.Writer.TryWrite(entry))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    async Task WriteFileAsync(CancellationToken stoppingToken)
    {
        // Gateways that share the folder write separate files. A gateway with requests listens, so its port is known.
        var port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        DropOldFiles(port);
        var name = string.Create(CultureInfo.InvariantCulture, $"requests-{port}-{time.GetUtcNow():yyyyMMdd-HHmmss-fffffff}.log");
        await using var file = new FileStream(Path.Combine(folder, name), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var text = new StringBuilder(Header);
        do
        {
            while (text.Length < 64 * 1024 && _entries.Reader.TryRead(out var entry))
            {
                Append(text, entry);
            }

            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                text.Append(CultureInfo.InvariantCulture, $"#Remark: {dropped} requests left out\n");
            }

            await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stoppingToken);
            text.Clear();
        }
        while (file.Length < FileBytesMax && await _entries.Reader.WaitToReadAsync(stoppingToken));
    }

    void DropOldFiles(int port)
    {
        foreach (var old in Directory.GetFiles(folder, $"requests-{port}-*.log").Order(StringComparer.Ordinal).SkipLast(FilesMax - 1))
        {
            File.Delete(old);
        }
    }

    static void Append(StringBuilder text, Entry entry) => text.Append(
        CultureInfo.InvariantCulture,
        $"{entry.Time:yyyy-MM-dd HH:mm:ss.fff} {entry.Client?.ToString() ?? "-"} {entry.Method} {entry.Path} {entry.Status} {entry.Took.TotalMilliseconds:0.###}\n");
}
