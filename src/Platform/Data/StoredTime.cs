namespace Cartwright.Platform.Data;

/// <summary>Times as the database keeps them.</summary>
public static class StoredTime
{
    /// <summary>Cuts a time to the microseconds that PostgreSQL keeps, so that what is answered now and what is read later are the same.</summary>
    public static DateTimeOffset ToStored(this DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
