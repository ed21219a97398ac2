using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>A token in the memory of an instance. Printing it does not reveal its value.</summary>
/// <param name="version">Its version in the store.</param>
/// <param name="value">The value for the header.</param>
/// <param name="life">Its whole lifetime.</param>
/// <param name="endsAt">Its expiry, as a timestamp of this process.</param>
/// <param name="isOwn">Whether this instance logged in for it, so that no other one can have used it up before.</param>
internal sealed class AccessToken(long version, string value, TimeSpan life, long endsAt, bool isOwn)
{
    int _state;

    /// <summary>Its version in the store.</summary>
    public long Version => version;

    /// <summary>The value for the header.</summary>
    public string Value => value;

    /// <summary>Records that the marketplace accepted the token.</summary>
    public void Accept() => Interlocked.CompareExchange(ref _state, 1, 0);

    /// <summary>Records that the marketplace rejected the token.</summary>
    /// <returns>Whether this is the first rejection here of a token that this instance obtained and that was never accepted.</returns>
    public bool Refuse() => Interlocked.CompareExchange(ref _state, 2, 0) == 0 && isOwn;

    /// <summary>Whether the marketplace has ever accepted it.</summary>
    public bool WasAccepted => Volatile.Read(ref _state) == 1;

    /// <summary>The time until it expires.</summary>
    public TimeSpan Remaining(TimeProvider time) => time.GetElapsedTime(time.GetTimestamp(), endsAt);

    /// <summary>Whether it should be replaced, although it is still valid.</summary>
    public bool IsDue(TimeProvider time) => Remaining(time) <= SharedToken.EarlyBy(life);
}
