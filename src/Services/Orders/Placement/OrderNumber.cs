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

    /// <summary>Reads a number as people write it: in small letters, with the letter O for zero, and I or L for one (as Crockford does).</summary>
    /// <returns>The number as it is stored; null if it is none.</returns>
    public static string? Read(string text)
    {
        var typed = text.Trim().ToUpperInvariant();
        if (typed.Length != 14 || !typed.StartsWith("CW-", StringComparison.Ordinal) || typed[8] != '-')
        {
            return null;
        }

        var digits = typed[3..].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return digits.Where((_, i) => i != 5).All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? "CW-" + digits : null;
    }
}
