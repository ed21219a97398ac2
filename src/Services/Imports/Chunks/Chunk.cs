namespace Cartwright.Imports;

/// <summary>A part of the range of an import, owned by one instance at a time.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Number">Which part of it, from 0.</param>
/// <param name="Marketplace">The number of the marketplace in the tables.</param>
/// <param name="StartIndex">The first index.</param>
/// <param name="EndIndex">The last index, included.</param>
/// <param name="FencingToken">Increases with each owner. Only the owner with the latest token can write.</param>
/// <param name="Attempts">The number of attempts, this one included.</param>
/// <param name="Incomplete">How often it was read to its end and orders were missing.</param>
/// <param name="Saved">How many new orders earlier attempts saved.</param>
internal sealed record Chunk(
    Guid ImportId, int Number, short Marketplace, long StartIndex, long EndIndex, long FencingToken, int Attempts, int Incomplete, int Saved)
{
    /// <summary>The indexes of it.</summary>
    public IndexRange Range => new(StartIndex, EndIndex);
}

/// <summary>The name of a chunk in the work queue.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Number">Which part of it.</param>
internal readonly record struct ChunkName(Guid ImportId, int Number)
{
    const int Size = 16 + sizeof(int);

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        ImportId.TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), Number);
        return bytes;
    }

    /// <summary>Reads it; null when these bytes are none.</summary>
    public static ChunkName? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(new Guid(bytes[..16], bigEndian: true), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes[16..])) : null;
}
