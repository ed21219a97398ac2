using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Cartwright.Bench;

/// <summary>What a server answered. The body is valid until the next exchange on the same connection.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, chunks joined.</param>
internal readonly record struct Response(int Status, ReadOnlyMemory<byte> Body);

/// <summary>
/// One keep-alive connection that exchanges one request for one response at a time: a send, a receive and a look at the
/// bytes, without allocations. The load generator shares the processor with what it measures, and <c>HttpClient</c> costs
/// several times as much per request, which would be booked as slowness of the shop.
/// </summary>
internal sealed class HttpConnection(EndPoint server) : IDisposable
{
    const int LongestResponse = 16 * 1024 * 1024;

    byte[] _buffer = new byte[16 * 1024];
    Socket? _socket;

    /// <summary>Sends a rendered request and waits for the whole response. Connects when there is no connection (any more).</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Response> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            while (request.Length > 0) request = request[await _socket.SendAsync(request, cancellationToken)..];

            var filled = 0;
            while (true)
            {
                var received = await _socket.ReceiveAsync(FreeSpace(filled), cancellationToken);
                if (received == 0) throw new IOException("The server closed the connection before it had answered.");
                filled += received;
                if (!ResponseParser.TryParse(_buffer.AsSpan(0, filled), out var response)) continue;

                if (!response.KeepAlive) Dispose();
                return new(response.Status, _buffer.AsMemory(response.BodyStart, response.BodyLength));
            }
        }
        catch
        {
            // What is left of this exchange must not be taken for the answer to the next one.
            Dispose();
            throw;
        }
    }

    /// <summary>Closes the connection; a later exchange opens a new one.</summary>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    Memory<byte> FreeSpace(int filled)
    {
        if (filled == _buffer.Length)
        {
            if (filled >= LongestResponse) throw new IOException($"A response longer than {LongestResponse} bytes.");
            Array.Resize(ref _buffer, filled * 2);
        }
        return _buffer.AsMemory(filled);
    }
}
