using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Resilience;

/// <summary>An instance of a service that answers with its own number and counts what it is asked.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;
    int _asked;

    Receiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>How many requests have come.</summary>
    public int Asked => _asked;

    /// <summary>The headers of the last request.</summary>
    public IHeaderDictionary? Last { get; private set; }

    /// <summary>Requests wait for this before they are answered.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    /// <summary>Whether it asks callers to close their connections, as one does that is about to stop.</summary>
    public bool SaysGoodbye { get; set; }

    /// <summary>Whether it hangs up instead of answering.</summary>
    public bool HangsUp { get; set; }

    public static async Task<Receiver> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/health/ready")
        {
            return;
        }

        Interlocked.Increment(ref _asked);
        Last = new HeaderDictionary(context.Request.Headers.ToDictionary());
        await Answers.WaitAsync(context.RequestAborted);
        if (HangsUp)
        {
            context.Abort();
            return;
        }

        if (SaysGoodbye)
        {
            context.Response.Headers.Connection = "close";
        }

        await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path}");
    }
}
