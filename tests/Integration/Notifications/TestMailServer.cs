using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Cartwright.Integration.Notifications;

/// <summary>A mail as the server received it.</summary>
/// <param name="From">Envelope sender.</param>
/// <param name="To">Envelope recipients.</param>
/// <param name="Data">Headers and body.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data);

/// <summary>A mail server on the loopback interface. It keeps what it receives, refuses recipients or falls silent on demand, and delivers nothing.</summary>
public sealed class TestMailServer : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<SmtpResponse> _refusals = [];
    readonly Lock _lock = new();
    readonly List<ReceivedMail> _mails = [];
    readonly Task _running;
    TaskCompletionSource _arrived = NewSignal();
    int _sessions;

    TestMailServer()
    {
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => _port.TrySetResult(((IPEndPoint)started.LocalEndPoint).Port);
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(listeners);
        services.Add(new Filter(this));
        services.Add(new Store(this));
        var options = new SmtpServerOptionsBuilder()
            .ServerName("test")
            .MaxRetryCount(int.MaxValue)
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)))
            .Build();
        var server = new SmtpServer.SmtpServer(options, services);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref _sessions);
        _running = server.StartAsync(_stop.Token);
    }

    /// <summary>The port it listens on.</summary>
    public int Port => _port.Task.Result;

    /// <summary>How many connections were made.</summary>
    public int Sessions => _sessions;

    /// <summary>Whether it leaves the sender without an answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>All mails so far.</summary>
    public IReadOnlyList<ReceivedMail> Mails
    {
        get
        {
            lock (_lock)
            {
                return [.. _mails];
            }
        }
    }

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<TestMailServer> StartAsync()
    {
        var server = new TestMailServer();
        await await Task.WhenAny(server._port.Task, server._running);
        return server;
    }

    /// <summary>Refuses the recipient of the next mail, for example with 451 or 550.</summary>
    public void Refuse(int code, string text) => _refusals.Enqueue(new((SmtpReplyCode)code, text));

    /// <summary>Waits for a mail that fits.</summary>
    public async Task<ReceivedMail> WaitForAsync(Predicate<ReceivedMail> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrived;
            lock (_lock)
            {
                if (_mails.Find(fits) is { } mail)
                {
                    return mail;
                }

                arrived = _arrived.Task;
            }

            await arrived.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops listening and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    void Keep(ReceivedMail mail)
    {
        TaskCompletionSource arrived;
        lock (_lock)
        {
            _mails.Add(mail);
            (arrived, _arrived) = (_arrived, NewSignal());
        }

        arrived.SetResult();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Filter(TestMailServer server) : MailboxFilter
    {
        public override async Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken)
        {
            if (server.IsSilent)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return true;
        }

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server._refusals.TryDequeue(out var refusal) ? throw new SmtpResponseException(refusal) : Task.FromResult(true);
    }

    sealed class Store(TestMailServer server) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            server.Keep(new(transaction.From.AsAddress(), [.. transaction.To.Select(to => to.AsAddress())], Encoding.UTF8.GetString(buffer)));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
