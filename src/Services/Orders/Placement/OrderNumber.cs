namespace Cartwright.Orders;

/// <summary>The number for people: <c>CW-XXXXX-XXXXX</c> in Crockford's base 32, which has no letters that look alike.</summary>
internal static class OrderNumber
{
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Takes 50 of the random bits of the order's id (a UUIDv7), so that numbers do not reveal how many orders exist.</summary>
    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        Span<char> text = stackalloc char[14];
        "CW-".CopyTo(text);
        for (var i = 3; i < text.Length; i++)
        {
            if (i == 8)
            {
                text[i] = '-';
                continue;
            }

            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(text);
    }
}
