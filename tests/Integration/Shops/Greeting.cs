using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cartwright.Tests.Shops;

/// <summary>A word with a server on a port of this machine.</summary>
public static class Greeting
{
    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    /// <summary>The first that the server answers; null when it refuses the connection or says nothing.</summary>
    public static async Task<string?> AnswerAsync(int port, string greeting)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(greeting), timeout.Token);
            var answer = new byte[4096];
            return Encoding.Latin1.GetString(answer, 0, await client.GetStream().ReadAsync(answer, timeout.Token));
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Everything that the server answers until the wanted words come, it hangs up or says no more.</summary>
    public static async Task<string> AnswersAsync(int port, string greeting, string wanted)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(greeting), timeout.Token);
        var all = "";
        var answer = new byte[4096];
        try
        {
            while (!all.Contains(wanted, StringComparison.Ordinal) && await client.GetStream().ReadAsync(answer, timeout.Token) is > 0 and var length)
            {
                all += Encoding.Latin1.GetString(answer, 0, length);
            }
        }
        catch (IOException)
        {
            // It hung up.
        }

        return all;
    }
}
