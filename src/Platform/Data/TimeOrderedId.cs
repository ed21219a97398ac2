namespace Cartwright.Platform.Data;

/// <summary>UUIDs of version 7 (RFC 9562, section 5.7) begin with their time, so a table whose key is one can be read by age without another index.</summary>
public static class TimeOrderedId
{
    const int TimeBytes = 6;

    /// <summary>The value below which the ids are that were made before a time, to the millisecond; it is no id itself. Their time begins in 1970.</summary>
    public static Guid Before(DateTimeOffset time)
    {
        if (time < DateTimeOffset.UnixEpoch)
        {
            return Guid.Empty;
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(time).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[TimeBytes..].Clear();
        return new(bytes, bigEndian: true);
    }
}
