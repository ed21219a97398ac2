using System.Text;

namespace Cartwright.Bench;

/// <summary>Requests as they go over the wire, rendered before the clock starts.</summary>
internal static class RequestText
{
    /// <summary>A GET without a body.</summary>
    public static byte[] Get(string pathAndQuery) => Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n");

    /// <summary>A GET of somebody with a token.</summary>
    public static byte[] Get(string pathAndQuery, string token) =>
        Encoding.ASCII.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer {token}\r\n\r\n");
}
