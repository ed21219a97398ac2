using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cartwright.Tests.Messaging;

/// <summary>
/// A wire to a server that can be cut: while it is, not a byte passes and no end hears that the other is gone, as between two hosts whose network is
/// broken. When it is mended everything under way goes on, as TCP sends again what was lost.
/// </summary>
internal sealed class CutWire : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _target;
    readonly CancellationTokenSource _ended = new();
    readonly ConcurrentBag<Task> _connections = [];
    readonly Task _accepting;
    volatile TaskCompletionSource _whole = new();

    /// <summary>A wire to a port of this machine.</summary>
    public CutWire(int target)
    {
        _target = target;
        _whole.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it.</summary>
    public void Cut() => _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Mends it.</summary>
    public void Mend() => _whole.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Mend();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _ended.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ConnectAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The wire is taken away.
        }
    }

    async Task ConnectAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await _whole.Task;
                await far.ConnectAsync(IPAddress.Loopback, _target, _ended.Token);
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                // Nobody is there; the other end hears of it.
            }
        }
    }

    async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _ended.Token)) > 0)
            {
                await _whole.Task.WaitAsync(_ended.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _ended.Token);
            }

            await _whole.Task.WaitAsync(_ended.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has closed.
        }
    }
}
