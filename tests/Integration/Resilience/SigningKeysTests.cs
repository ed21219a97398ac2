using System.Net;
using System.Security.Cryptography;
using Cartwright.Platform.Security;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Tests.Resilience;

/// <summary>An accounts service that hangs stops nobody whose key is known, and is asked by one at a time.</summary>
public sealed class SigningKeysTests
{
    static readonly TimeSpan Old = TimeSpan.FromMinutes(6);

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_key_is_returned_at_once_while_accounts_hangs()
    {
        await using var accounts = await KeyPublisher.StartAsync();
        Assert.NotNull(await accounts.Keys.FindAsync(accounts.KeyId, Cancelled));
        accounts.Hangs();
        accounts.Time.Advance(Old);

        // Each of these would wait for accounts, which never answers.
        for (var i = 0; i < 20; i++)
        {
            Assert.True(accounts.Keys.FindAsync(accounts.KeyId, Cancelled).AsTask().IsCompletedSuccessfully);
        }

        await Eventually.TrueAsync(() => Task.FromResult(accounts.Asked == 2), () => $"Accounts was asked {accounts.Asked} times.");
    }

    [Fact]
    public async Task Many_tokens_of_unknown_keys_wait_for_one_call()
    {
        await using var accounts = await KeyPublisher.StartAsync();
        accounts.Hangs();

        var finds = Enumerable.Range(0, 20).Select(_ => accounts.Keys.FindAsync(accounts.KeyId, Cancelled).AsTask()).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(accounts.Asked == 1), () => $"Accounts was asked {accounts.Asked} times.");
        accounts.Answers();

        Assert.All(await Task.WhenAll(finds), Assert.NotNull);
        Assert.Equal(1, accounts.Asked);
    }

    [Fact]
    public async Task An_old_key_is_fetched_again_in_the_background()
    {
        await using var accounts = await KeyPublisher.StartAsync();
        await accounts.Keys.FindAsync(accounts.KeyId, Cancelled);
        accounts.Withdraw();
        accounts.Time.Advance(Old);

        await Eventually.TrueAsync(async () => await accounts.Keys.FindAsync(accounts.KeyId, Cancelled) is null, () => "The withdrawn key is still known.");
    }

    [Fact]
    public async Task After_a_failure_accounts_is_asked_again_only_after_a_wait()
    {
        await using var accounts = await KeyPublisher.StartAsync();
        accounts.Fails();

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(async () => await accounts.Keys.FindAsync(accounts.KeyId, Cancelled));
        }

        Assert.Equal(1, accounts.Asked);
        accounts.Answers();
        accounts.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await accounts.Keys.FindAsync(accounts.KeyId, Cancelled));
    }

    /// <summary>Publishes a key as accounts does, unless it hangs or fails.</summary>
    sealed class KeyPublisher : IAsyncDisposable
    {
        readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        readonly WebApplication _app;
        readonly ServiceProvider _clients;
        TaskCompletionSource<HttpStatusCode> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonWebKeySet _set = new();
        int _asked;

        KeyPublisher(WebApplication app, int port)
        {
            _app = app;
            var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(_pair) { KeyId = KeyId });
            _set.Keys.Add(new() { Kid = key.Kid, Kty = key.Kty, Crv = key.Crv, X = key.X, Y = key.Y });
            _answer.SetResult(HttpStatusCode.OK);
            var services = new ServiceCollection();
            services.AddHttpClient("accounts", client => client.BaseAddress = new($"http://127.0.0.1:{port}"));
            _clients = services.BuildServiceProvider();
            Keys = new(_clients.GetRequiredService<IHttpClientFactory>(), Time, NullLogger<SigningKeys>.Instance);
        }

        public string KeyId { get; } = Guid.NewGuid().ToString();

        public FakeTimeProvider Time { get; } = new();

        public SigningKeys Keys { get; }

        public int Asked => Volatile.Read(ref _asked);

        public static async Task<KeyPublisher> StartAsync()
        {
            var port = PortRange.TakePort();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
            var publisher = new KeyPublisher(builder.Build(), port);
            publisher._app.Run(publisher.AnswerAsync);
            await publisher._app.StartAsync(Cancelled);
            return publisher;
        }

        public void Hangs() => _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fails() => (_answer = new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(HttpStatusCode.InternalServerError);

        public void Answers()
        {
            if (!_answer.TrySetResult(HttpStatusCode.OK))
            {
                (_answer = new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(HttpStatusCode.OK);
            }
        }

        public void Withdraw() => _set = new();

        public async ValueTask DisposeAsync()
        {
            Keys.Dispose();
            await _clients.DisposeAsync();
            await _app.DisposeAsync();
            _pair.Dispose();
        }

        async Task AnswerAsync(HttpContext context)
        {
            Interlocked.Increment(ref _asked);
            context.Response.StatusCode = (int)await _answer.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsJsonAsync(new { keys = _set.Keys.Select(k => new { kid = k.Kid, kty = k.Kty, crv = k.Crv, x = k.X, y = k.Y }) });
        }
    }
}
