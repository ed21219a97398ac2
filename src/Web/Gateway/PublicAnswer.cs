using System.IO.Compression;
using Cartwright.Platform.Caching;
using Microsoft.Extensions.Primitives;

namespace Cartwright.Gateway;

/// <summary>A cached public response.</summary>
internal sealed record PublicAnswer(int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, string? ETag, byte[] Body)
{
    /// <summary>The format for other gateways: status, entity tag, headers and body, with strings and counts as <see cref="BinaryWriter"/> writes them.</summary>
    public static CacheCodec<PublicAnswer> Codec { get; } = new(Write, Read);

    const int Quality = 5;
    const int Window = 22;

    byte[]? _compressed;

    /// <summary>The body in Brotli (RFC 7932). It is compressed by the first request that accepts it, and kept.</summary>
    public byte[] Compressed => _compressed ??= Compress(Body);

    static byte[] Compress(byte[] body)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, compressed, out var length, Quality, Window)
            ? compressed[..length]
            : throw new InvalidOperationException("The largest length is not enough.");
    }

    static byte[] Write(PublicAnswer answer)
    {
        using var bytes = new MemoryStream(answer.Body.Length + 512);
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt(answer.Status);
        writer.Write(answer.ETag ?? "");
        writer.Write7BitEncodedInt(answer.Headers.Count);
        foreach (var (name, values) in answer.Headers)
        {
            writer.Write(name);
            writer.Write7BitEncodedInt(values.Count);
            foreach (var value in values)
            {
                writer.Write(value ?? "");
            }
        }

        writer.Write(answer.Body);
        return bytes.ToArray();
    }

    static PublicAnswer Read(byte[] bytes, IReadOnlyList<string> tags)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = new BinaryReader(stream);
        var status = reader.Read7BitEncodedInt();
        var etag = reader.ReadString();
        var headers = new KeyValuePair<string, StringValues>[reader.Read7BitEncodedInt()];
        for (var i = 0; i < headers.Length; i++)
        {
            var name = reader.ReadString();
            var values = new string[reader.Read7BitEncodedInt()];
            for (var v = 0; v < values.Length; v++)
            {
                values[v] = reader.ReadString();
            }

            headers[i] = new(name, values);
        }

        return new(status, headers, etag.Length == 0 ? null : etag, reader.ReadBytes(bytes.Length - (int)stream.Position));
    }
}
