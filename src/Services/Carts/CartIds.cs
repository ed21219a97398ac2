using System.Buffers.Binary;
using System.Security.Cryptography;
using Cartwright.Platform.Security;

namespace Cartwright.Carts;

/// <summary>
/// The ids of guests' carts, which give access to them. A guest gets an id before there is anything to store, so the shop must recognise its own ids later:
/// one is 90 random bits of the operating system's generator and 32 bits of their HMAC-SHA256, as a UUID of version 8 (RFC 9562). Nobody can choose an id
/// that others guess.
/// </summary>
internal sealed class CartIds(SystemSecret secret)
{
    const int Size = 16;
    const int RandomSize = 12;
    const int VersionByte = 6;
    const int VariantByte = 8;

    readonly byte[] _key = secret.Derive("cartwright guest carts");

    /// <summary>A new id.</summary>
    public Guid New()
    {
        Span<byte> id = stackalloc byte[Size];
        RandomNumberGenerator.Fill(id[..RandomSize]);
        id[VersionByte] = (byte)((id[VersionByte] & 0x0f) | 0x80);
        id[VariantByte] = (byte)((id[VariantByte] & 0x3f) | 0x80);
        BinaryPrimitives.WriteUInt32BigEndian(id[RandomSize..], Code(id[..RandomSize]));
        return new(id, bigEndian: true);
    }

    /// <summary>Whether the shop has issued an id.</summary>
    public bool IsOurs(Guid id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[RandomSize..]) == Code(bytes[..RandomSize]);
    }

    uint Code(ReadOnlySpan<byte> random)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, random, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
