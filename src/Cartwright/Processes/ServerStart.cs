using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cartwright.Processes;

/// <summary>Waits until a server that was just started answers.</summary>
internal static class ServerStart
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Greets a server on a port of this machine until it answers as expected.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="server">Its process.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="greeting">What to say, by the server's protocol.</param>
    /// <param name="isWelcome">Whether that is the answer of a server that works.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServerStartException">It ended, or it took too long.</exception>
    public static async Task UntilAnswersAsync(
        string name, ChildProcess server, int port, ReadOnlyMemory<byte> greeting, Func<byte[], bool> isWelcome, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(port, greeting, isWelcome, cancellationToken))
        {
            if (server.Exited.IsCompleted)
            {
                await server.CompleteAsync(cancellationToken);
                throw new ServerStartException($"{name} did not start:\n{server.LastOutput}");
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new ServerStartException($"{name} was not ready after {limit.TotalSeconds} seconds:\n{server.LastOutput}");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    static async Task<bool> AnswersAsync(int port, ReadOnlyMemory<byte> greeting, Func<byte[], bool> isWelcome, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(5));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
            await socket.SendAsync(greeting, timeout.Token);
            var answer = new byte[256];
            var length = await socket.ReceiveAsync(answer, timeout.Token);
            return isWelcome(answer[..length]);
        }
        catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}

/// <summary>A server is not installed.</summary>
/// <param name="message">What to install.</param>
internal sealed class ServerMissingException(string message) : Exception(message);

/// <summary>A server did not start.</summary>
/// <param name="message">What it said.</param>
internal sealed class ServerStartException(string message) : Exception(message);
