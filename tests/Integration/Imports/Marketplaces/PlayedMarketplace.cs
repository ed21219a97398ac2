using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Imports;

/// <summary>A marketplace that the test plays. It counts what it is asked and fails as it is told.</summary>
internal sealed class PlayedMarketplace : IAsyncDisposable
{
    public const string Username = "merchant";
    public const string Password = "a password that nobody may see";

    readonly ConcurrentDictionary<string, Issued> _issued = new();
    readonly WebApplication _app;
    Issued? _latest;
    int _logins;
    int _early;
    int _calls;
    int _refusals;

    sealed class Issued
    {
        public int Calls;

        public required DateTimeOffset At { get; init; }

        public required TimeSpan Life { get; init; }
    }

    PlayedMarketplace(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>How often somebody logged in, or tried to.</summary>
    public int Logins => _logins;

    /// <summary>How many of the logins came while the token before was good and not about to end.</summary>
    public int EarlyLogins => _early;

    /// <summary>How often it was asked for something, with a good token.</summary>
    public int Calls => _calls;

    /// <summary>How often it was asked with a token that was not good.</summary>
    public int Refusals => _refusals;

    /// <summary>All tokens that it issued.</summary>
    public IEnumerable<string> Tokens => _issued.Keys;

    /// <summary>What it says of the life of a token.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a token really is good for; as it says when null.</summary>
    public TimeSpan? TrueLife { get; set; }

    /// <summary>For how many calls a token is good.</summary>
    public int CallsPerToken { get; set; } = int.MaxValue;

    /// <summary>Answers a login instead, when it returns true; told how many there were.</summary>
    public Func<HttpContext, int, Task<bool>> OnLogin { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Answers a call instead, when it returns true; told how many there were.</summary>
    public Func<HttpContext, int, Task<bool>> OnCall { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<PlayedMarketplace> StartAsync(bool encrypted = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (encrypted)
            {
                listen.UseHttps(SelfSigned());
            }
        }));
        var marketplace = new PlayedMarketplace(builder.Build());
        marketplace._app.Run(marketplace.AnswerAsync);
        await marketplace._app.StartAsync();
        return marketplace;
    }

    /// <summary>Answers with a status, and the wait that it asks for.</summary>
    public static Task<bool> RefuseAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.FromResult(true);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/auth" => LogInAsync(context),
        "/orders/unprocessed" => CallAsync(context, () => context.Response.WriteAsync("""{"startIndex":10,"endIndex":109}""")),
        "/orders" => CallAsync(context, () => WriteOrdersAsync(context)),
        _ => RefuseAsync(context, 404),
    };

    async Task LogInAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _logins);
        if (await OnLogin(context, number))
        {
            return;
        }

        using var credentials = await JsonDocument.ParseAsync(context.Request.Body);
        if (credentials.RootElement.GetProperty("username").GetString() != Username || credentials.RootElement.GetProperty("password").GetString() != Password)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var now = DateTimeOffset.UtcNow;
        if (Volatile.Read(ref _latest) is { } before && IsGood(before) && now - before.At < (TrueLife < before.Life ? TrueLife.Value : before.Life) * 0.7)
        {
            Interlocked.Increment(ref _early);
        }

        var claims = JsonSerializer.SerializeToUtf8Bytes(new { exp = (now + Life).ToUnixTimeSeconds(), jti = Guid.NewGuid() });
        var token = $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(claims)}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        _issued[token] = _latest = new() { At = now, Life = Life };
        await context.Response.WriteAsJsonAsync(new { token });
    }

    bool IsGood(Issued issued) => DateTimeOffset.UtcNow - issued.At < (TrueLife ?? issued.Life) && Volatile.Read(ref issued.Calls) < CallsPerToken;

    async Task CallAsync(HttpContext context, Func<Task> answer)
    {
        var token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        if (!_issued.TryGetValue(token, out var issued) || !IsGood(issued) || Interlocked.Increment(ref issued.Calls) > CallsPerToken)
        {
            Interlocked.Increment(ref _refusals);
            context.Response.StatusCode = 401;
            return;
        }

        if (!await OnCall(context, Interlocked.Increment(ref _calls)))
        {
            await answer();
        }
    }

    static Task WriteOrdersAsync(HttpContext context)
    {
        var (start, end) = (Index("startIndex"), Index("endIndex"));
        return context.Response.WriteAsync(new StringBuilder("[")
            .AppendJoin(',', Enumerable.Range(0, (int)(end - start + 1)).Select(i => $$"""{"id":{{start + i}}}"""))
            .Append(']')
            .ToString());

        long Index(string name) => long.Parse(context.Request.Query[name].ToString(), CultureInfo.InvariantCulture);
    }
}
