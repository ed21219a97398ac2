using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Resilience;

/// <summary>What may pass is answered by 503, so that the client comes again, and never by 500.</summary>
public sealed class TransientFailureCallTests(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_service_that_does_not_take_the_connection()
    {
        await using var far = await FullListener.StartAsync();

        await IsToBeTriedAgainAsync("/call", far.Address);
    }

    [Fact]
    public async Task Another_service_that_dies_while_it_answers()
    {
        using var far = new TcpListener(IPAddress.Loopback, PortRange.TakePort());
        far.Start();
        var answering = AnswerHalfAsync(far);

        await IsToBeTriedAgainAsync("/call", new($"http://{far.LocalEndpoint}"));

        far.Stop();
        await answering;
    }

    [Fact]
    public async Task A_transaction_that_stood_still_for_so_long_that_the_database_ended_it() => await IsToBeTriedAgainAsync("/transaction", shop.Gateway);

    async Task IsToBeTriedAgainAsync(string path, Uri far)
    {
        await using var caller = await StartAsync(far);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(new Uri(caller.Urls.First()), path), Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    async Task<WebApplication> StartAsync(Uri far)
    {
        var name = "caller_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var app = ServiceHost.Build(new Caller(name), new ServiceEnvironment
        {
            Url = new($"http://127.0.0.1:{PortRange.TakePort()}"),
            Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Calls:far:RetriesMax", "1")]).Build(),
            Database = (await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], Cancelled))[name],
            Transport = new InProcessTransport(NullLogger<InProcessTransport>.Instance),
            Secret = new(new string('s', SystemSecret.LengthMin)),
            Addresses = new(new Dictionary<string, IReadOnlyList<Uri>> { ["accounts"] = [shop.Gateway], ["far"] = [far] }),
            DataFolder = shop.Folder,
            Loggers = NullLoggerFactory.Instance,
        });
        await app.StartAsync(Cancelled);
        return app;
    }

    static async Task AnswerHalfAsync(TcpListener far)
    {
        var half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n\"half"u8.ToArray();
        try
        {
            while (true)
            {
                using var caller = await far.AcceptTcpClientAsync(Cancelled);
                await caller.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, Cancelled);
                await caller.GetStream().WriteAsync(half, Cancelled);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    sealed class Caller(string name) : IService
    {
        public string Name => name;

        public void Configure(ServiceSetup setup)
        {
            setup.UseDatabase();
            setup.Call("far");
        }

        public void Map(WebApplication app)
        {
            app.MapGet("/call", async (IHttpClientFactory clients, CancellationToken cancellationToken) =>
            {
                using var client = clients.CreateClient("far");
                return await client.GetFromJsonAsync<string>(new Uri("/", UriKind.Relative), cancellationToken);
            }).AllowAnonymous();
            app.MapGet("/transaction", async (Database database, CancellationToken cancellationToken) =>
            {
                await using var work = await database.BeginAsync(cancellationToken);
                await work.ExecuteAsync("set local idle_in_transaction_session_timeout = '1ms'", null, cancellationToken);
                var session = new { id = work.Connection.ProcessID };
                while (await database.QuerySingleOrDefaultAsync<bool>("select exists (select from pg_stat_activity where pid = @id)", session, cancellationToken))
                {
                }

                await work.ExecuteAsync("select 1", null, cancellationToken);
            }).AllowAnonymous();
        }
    }

    /// <summary>A process that has stopped accepting connections: the kernel holds as many as fit and lets all others wait.</summary>
    sealed class FullListener : IAsyncDisposable
    {
        static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

        readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        readonly List<Socket> _held = [];

        public Uri Address => new($"http://{_listener.LocalEndPoint}");

        public static async Task<FullListener> StartAsync()
        {
            var full = new FullListener();
            full._listener.Bind(new IPEndPoint(IPAddress.Loopback, PortRange.TakePort()));
            full._listener.Listen(1);
            while (await full.IsHeldAsync())
            {
            }

            return full;
        }

        public ValueTask DisposeAsync()
        {
            _held.ForEach(socket => socket.Dispose());
            _listener.Dispose();
            return ValueTask.CompletedTask;
        }

        async Task<bool> IsHeldAsync()
        {
            _held.Add(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            using var timeout = new CancellationTokenSource(Timeout);
            try
            {
                await _held[^1].ConnectAsync(_listener.LocalEndPoint!, timeout.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
