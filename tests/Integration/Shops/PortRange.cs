using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cartwright.Tests.Shops;

/// <summary>Gives each shop of the tests a hundred ports of its own, whoever else starts shops at the same time.</summary>
public static class PortRange
{
    const int First = 20_000;
    const int Ranges = 120;
    const int Size = 100;

    // The last port of a range is none of the shop's; who listens there holds the range, until the process ends.
    static readonly ConcurrentBag<TcpListener> Held = [];

    /// <summary>The first port of a range that nobody else has.</summary>
    public static int Take()
    {
        var start = Random.Shared.Next(Ranges);
        for (var i = 0; i < Ranges; i++)
        {
            var port = First + ((start + i) % Ranges * Size);
            if (Listen(port + Size - 1) is { } holder)
            {
                Held.Add(holder);
                if (Enumerable.Range(port, Size - 1).All(p => IsFree(p)))
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException("No free range of ports was found.");
    }

    static bool IsFree(int port)
    {
        using var listener = Listen(port);
        return listener is not null;
    }

    static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
