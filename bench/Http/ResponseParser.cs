using System.Buffers.Text;
using System.Text;

namespace Cartwright.Bench;

/// <summary>Where the parts of a complete response lie in the buffer that it was read into.</summary>
/// <param name="Status">The status code.</param>
/// <param name="BodyStart">Index of the first byte of the body.</param>
/// <param name="BodyLength">Bytes of the body; chunks have been joined.</param>
/// <param name="KeepAlive">Whether the connection serves another request.</param>
internal readonly record struct ParsedResponse(int Status, int BodyStart, int BodyLength, bool KeepAlive);

/// <summary>
/// The part of HTTP/1.1 (RFC 9112) that a load generator needs: status, length and body of one response at a time.
/// Whatever it does not understand is a <see cref="FormatException"/>, never a guess.
/// </summary>
internal static class ResponseParser
{
    /// <summary>
    /// Looks whether <paramref name="received"/> holds a whole response, and if so joins the chunks of its body in place.
    /// Until it does the buffer is left alone, so that the caller may read on and ask again.
    /// </summary>
    public static bool TryParse(Span<byte> received, out ParsedResponse response)
    {
        response = default;
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0) return false;

        var head = ParseHead(received[..headEnd]);
        var bodyStart = headEnd + 4;
        var body = received[bodyStart..];
        int length;
        if (head.Status is 204 or 304)
        {
            length = 0;
        }
        else if (head.Chunked)
        {
            if (!TryMeasureChunks(body, out _)) return false;
            length = JoinChunks(body);
        }
        else
        {
            length = head.ContentLength ?? throw new FormatException("A response with neither Content-Length nor chunks.");
            if (body.Length < length) return false;
        }
        response = new(head.Status, bodyStart, length, head.KeepAlive);
        return true;
    }

    static Head ParseHead(ReadOnlySpan<byte> text)
    {
        var lineEnd = text.IndexOf("\r\n"u8);
        var statusLine = lineEnd < 0 ? text : text[..lineEnd];
        if (!statusLine.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(statusLine[9..], out int status, out var digits) || digits != 3)
            throw new FormatException("Not an HTTP/1.1 response.");

        var head = new Head(status, null, Chunked: false, KeepAlive: true);
        while (lineEnd >= 0)
        {
            text = text[(lineEnd + 2)..];
            lineEnd = text.IndexOf("\r\n"u8);
            head = WithField(head, lineEnd < 0 ? text : text[..lineEnd]);
        }
        return head;
    }

    static Head WithField(Head head, ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) throw new FormatException("A header line without a name.");
        var name = line[..colon];
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
        {
            if (!Utf8Parser.TryParse(value, out int length, out var read) || read != value.Length || length < 0)
                throw new FormatException("A Content-Length that is no length.");
            return head with { ContentLength = length };
        }
        if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8)) return head with { Chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8) };
        if (Ascii.EqualsIgnoreCase(name, "connection"u8)) return head with { KeepAlive = !Ascii.EqualsIgnoreCase(value, "close"u8) };
        return head;
    }

    // Walks from chunk to chunk without touching them; true when the last one, of length zero, is there.
    static bool TryMeasureChunks(ReadOnlySpan<byte> body, out int encodedLength)
    {
        encodedLength = 0;
        while (TryReadChunkHead(body[encodedLength..], out var headLength, out var dataLength))
        {
            var next = (long)encodedLength + headLength + dataLength + 2;
            if (next > body.Length) return false;
            encodedLength = (int)next;
            if (dataLength == 0) return true;
        }
        return false;
    }

    static int JoinChunks(Span<byte> body)
    {
        var (read, written) = (0, 0);
        while (TryReadChunkHead(body[read..], out var headLength, out var dataLength) && dataLength > 0)
        {
            body.Slice(read + headLength, dataLength).CopyTo(body[written..]);
            read += headLength + dataLength + 2;
            written += dataLength;
        }
        return written;
    }

    static bool TryReadChunkHead(ReadOnlySpan<byte> text, out int headLength, out int dataLength)
    {
        (headLength, dataLength) = (0, 0);
        var lineEnd = text.IndexOf("\r\n"u8);
        if (lineEnd < 0) return false;
        if (!Utf8Parser.TryParse(text[..lineEnd], out dataLength, out var read, 'x') || read == 0 || dataLength < 0)
            throw new FormatException("A chunk without a length.");
        headLength = lineEnd + 2;
        return true;
    }

    readonly record struct Head(int Status, int? ContentLength, bool Chunked, bool KeepAlive);
}
