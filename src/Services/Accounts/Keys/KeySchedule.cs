namespace Cartwright.Accounts;

/// <summary>
/// Which key signs and which are published. A new key is published before it signs, so that every verifier knows it by then;
/// an old one stays published until the last token that it signed has run out. So a rotation signs nobody out.
/// </summary>
internal static class KeySchedule
{
    /// <summary>How long another instance may go on signing with the key before: it has to learn of the new one first.</summary>
    public static readonly TimeSpan Learning = TimeSpan.FromMinutes(1);

    // Clocks of different machines, and what verifiers grant.
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The key that signs now: the newest whose time has come, or the first one.</summary>
    public static TKey Signing<TKey>(IReadOnlyCollection<TKey> keys, DateTimeOffset now) where TKey : IScheduledKey =>
        keys.Where(key => key.SignsFrom <= now).MaxBy(key => key.SignsFrom) ?? keys.MinBy(key => key.SignsFrom)!;

    /// <summary>The keys whose tokens may still be valid, and the one to come.</summary>
    public static IEnumerable<TKey> Published<TKey>(IReadOnlyCollection<TKey> keys, DateTimeOffset now, TimeSpan tokenLife) where TKey : IScheduledKey
    {
        var inOrder = keys.OrderBy(key => key.SignsFrom).ToList();
        return inOrder.Where((_, i) => i == inOrder.Count - 1 || inOrder[i + 1].SignsFrom + Learning + tokenLife + Skew > now);
    }
}
