using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cartwright.Processes;

/// <summary>Waits until a started server is ready.</summary>
internal static class ServerStart
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Sends a request to a local port until the server responds as expected.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="server">Its process.</param>
    /// <param name="port">Its port.</param>
    /// <param name="request">A request of the server's protocol.</param>
    /// <param name="isReady">Whether a response is that of a ready server.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ServerStartException">The server exited or is not ready in time.</exception>
    public static async Task WaitUntilReadyAsync(
        string name, ChildProcess server, int port, ReadOnlyMemory<byte> request, Func<byte[], bool> isReady, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(port, request, isReady, cancellationToken))
        {
            if (server.Exited.IsCompleted)
            {
                await server.CompleteAsync(cancellationToken);
                throw new ServerStartException($"{name} did not start:\n{server.LastOutput}");
            }

            if (Stopwatch.GetElapsedTime(started) > timeout)
            {
                throw new ServerStartException($"{name} was not ready after {timeout.TotalSeconds} seconds:\n{server.LastOutput}");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    static async Task<bool> IsReadyAsync(int port, ReadOnlyMemory<byte> request, Func<byte[], bool> isReady, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(TimeSpan.FromSeconds(5));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, attempt.Token);
            await socket.SendAsync(request, attempt.Token);
            var response = new byte[256];
            var length = await socket.ReceiveAsync(response, attempt.Token);
            return isReady(response[..length]);
        }
        catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
