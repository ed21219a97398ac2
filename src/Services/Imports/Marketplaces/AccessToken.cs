namespace Cartwright.Imports;

/// <summary>A token as an instance uses it. It does not show its value to whoever prints it.</summary>
/// <param name="version">Its version in the store.</param>
/// <param name="value">What goes into the header.</param>
/// <param name="life">How long it was good for in all.</param>
/// <param name="endsAt">When it ends, by the timestamps of the clock of this process.</param>
/// <param name="isOwn">Whether this instance logged in for it, so that nobody can have used it up before.</param>
internal sealed class AccessToken(long version, string value, TimeSpan life, long endsAt, bool isOwn)
{
    int _state;

    /// <summary>Its version in the store.</summary>
    public long Version => version;

    /// <summary>What goes into the header.</summary>
    public string Value => value;

    /// <summary>The marketplace has taken it.</summary>
    public void Accept() => Interlocked.CompareExchange(ref _state, 1, 0);

    /// <summary>The marketplace has refused it.</summary>
    /// <returns>Whether that is odd and nobody else here has noted it: this instance got the token, and it has never been good.</returns>
    public bool Refuse() => Interlocked.CompareExchange(ref _state, 2, 0) == 0 && isOwn;

    /// <summary>Whether it has ever been good.</summary>
    public bool WasAccepted => Volatile.Read(ref _state) == 1;

    /// <summary>How long it is good for.</summary>
    public TimeSpan Remaining(TimeProvider time) => time.GetElapsedTime(time.GetTimestamp(), endsAt);

    /// <summary>Whether it should be replaced although it is good.</summary>
    public bool IsDue(TimeProvider time) => Remaining(time) <= SharedToken.EarlyBy(life);
}
