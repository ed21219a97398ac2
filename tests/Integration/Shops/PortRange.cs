using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cartwright.Tests.Shops;

/// <summary>Gives each shop of the tests a hundred ports of its own, whoever else starts shops at the same time.</summary>
public static class PortRange
{
    // Up to where the system itself takes ports for outgoing connections.
    const int First = 10_000;
    const int Ranges = 220;
    const int Size = 100;

    // The last port of a range is none of the shop's; who listens there holds the range, until the process ends.
    static readonly ConcurrentBag<TcpListener> Held = [];

    static readonly ConcurrentQueue<int> Single = new();

    /// <summary>The first port of a range that nobody else has, or of several in a row.</summary>
    public static int Take(int ranges = 1)
    {
        var start = Random.Shared.Next(Ranges);
        for (var i = 0; i < Ranges; i++)
        {
            var port = First + ((start + i) % (Ranges - ranges + 1) * Size);
            if (TryTake(port, ranges))
            {
                return port;
            }
        }

        throw new InvalidOperationException("No free range of ports was found.");
    }

    /// <summary>One port that nobody else has.</summary>
    public static int TakePort()
    {
        int port;
        while (!Single.TryDequeue(out port))
        {
            var first = Take();
            foreach (var free in Enumerable.Range(first, Size - 1))
            {
                Single.Enqueue(free);
            }
        }

        return port;
    }

    static bool TryTake(int port, int ranges)
    {
        var holders = new List<TcpListener>();
        for (var range = port; holders.Count < ranges; range += Size)
        {
            if (Listen(range + Size - 1) is not { } holder)
            {
                break;
            }

            holders.Add(holder);
            if (!Enumerable.Range(range, Size - 1).All(IsFree))
            {
                break;
            }

            if (holders.Count == ranges)
            {
                holders.ForEach(Held.Add);
                return true;
            }
        }

        holders.ForEach(holder => holder.Dispose());
        return false;
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
