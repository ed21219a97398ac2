namespace Cartwright.Simulators;

/// <summary>A token that this marketplace has issued.</summary>
/// <param name="account">Whose it is.</param>
/// <param name="expires">Until when it is good.</param>
internal sealed class MarketplaceToken(string account, DateTimeOffset expires)
{
    int _calls;

    /// <summary>Whose it is.</summary>
    public string Account => account;

    /// <summary>Whether it is good for one more call, which is counted.</summary>
    /// <param name="callsMax">How many it is good for; 0 for any number.</param>
    /// <param name="now">The time.</param>
    public bool Use(int callsMax, DateTimeOffset now) => now < expires && (callsMax == 0 || Interlocked.Increment(ref _calls) <= callsMax);
}
