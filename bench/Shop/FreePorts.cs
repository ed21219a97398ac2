using System.Net;
using System.Net.Sockets;

namespace Cartwright.Bench;

/// <summary>Finds ports that nobody listens on.</summary>
internal static class FreePorts
{
    // Below the range from which Linux takes the local ports of outgoing connections.
    const int Lowest = 20_000;
    const int Highest = 32_000;
    const int Attempts = 200;

    /// <summary>A port that is free together with those at the given distances above it.</summary>
    public static int FindBase(params int[] offsets)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (offsets.All(offset => IsFree(port + offset))) return port;
        }
        throw new InvalidOperationException($"No {offsets.Length} free ports were found between {Lowest} and {Highest}.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
