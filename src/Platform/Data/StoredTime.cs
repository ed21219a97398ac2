namespace Cartwright.Platform.Data;

/// <summary>Times as the database stores them.</summary>
public static class StoredTime
{
    /// <summary>Truncates a time to the microseconds that PostgreSQL stores, so that a response now and a read later show the same time.</summary>
    public static DateTimeOffset ToStored(this DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
