using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cartwright.Integration.Notifications;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="From">Envelope sender.</param>
/// <param name="To">Envelope recipients.</param>
/// <param name="Data">Headers and body.</param>
public sealed record SunkMail(string From, IReadOnlyList<string> To, string Data);

/// <summary>A mail server (SMTP, RFC 5321) on the loopback interface that keeps what it gets, refuses what it is told to refuse, and delivers nothing.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Lock _lock = new();
    readonly List<SunkMail> _mails = [];
    readonly Queue<string> _refusals = [];
    readonly Task _accepting;
    TaskCompletionSource _arrived = NewSignal();

    /// <summary>Starts listening on a free port.</summary>
    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>All mails so far.</summary>
    public IReadOnlyList<SunkMail> Mails
    {
        get
        {
            lock (_lock)
            {
                return [.. _mails];
            }
        }
    }

    /// <summary>Answers the recipient of the next mails with this instead of taking it, for example <c>451 Try again</c> or <c>550 Unknown</c>.</summary>
    public void Refuse(string reply, int times = 1)
    {
        lock (_lock)
        {
            for (var i = 0; i < times; i++)
            {
                _refusals.Enqueue(reply);
            }
        }
    }

    /// <summary>Waits for a mail that fits.</summary>
    public async Task<SunkMail> WaitForAsync(Predicate<SunkMail> fits, CancellationToken cancellationToken)
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

    /// <summary>Stops listening and closes what is open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.RemoveAll(s => s.IsCompleted);
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                await ConverseAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The other side hung up, or the test is over.
        }
    }

    async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        var (from, to) = ("", new List<string>());
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split([' ', ':'], 2)[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 sink");
                    break;
                case "MAIL":
                    (from, to) = (AddressIn(line), []);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    var refusal = NextRefusal();
                    if (refusal is null)
                    {
                        to.Add(AddressIn(line));
                    }

                    await writer.WriteLineAsync(refusal ?? "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    Keep(new SunkMail(from, to, await ReadDataAsync(reader)));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    async Task<string> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            // A line that begins with a dot travels with two (RFC 5321, section 4.5.2).
            data.AppendLine(line.StartsWith('.') ? line[1..] : line);
        }

        return data.ToString();
    }

    string? NextRefusal()
    {
        lock (_lock)
        {
            return _refusals.TryDequeue(out var reply) ? reply : null;
        }
    }

    void Keep(SunkMail mail)
    {
        TaskCompletionSource arrived;
        lock (_lock)
        {
            _mails.Add(mail);
            (arrived, _arrived) = (_arrived, NewSignal());
        }

        arrived.SetResult();
    }

    static string AddressIn(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
