namespace Cartwright.Accounts;

/// <summary>
/// Decides which key signs and which keys are published. A new key is published before it signs, so that every verifier knows it;
/// an old key stays published until its last token has expired. A rotation signs nobody out.
/// </summary>
internal static class KeySchedule
{
    /// <summary>How long another instance may still sign with the previous key, until it has read the new one.</summary>
    public static readonly TimeSpan ReloadLag = TimeSpan.FromMinutes(1);

    // Differences between clocks, and the clock skew that verifiers allow.
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The key that signs now: the newest that may sign, or else the oldest.</summary>
    public static TKey Signing<TKey>(IReadOnlyCollection<TKey> keys, DateTimeOffset now) where TKey : IScheduledKey =>
        keys.Where(key => key.SignsFrom <= now).MaxBy(key => key.SignsFrom) ?? keys.MinBy(key => key.SignsFrom)!;

    /// <summary>The keys whose tokens may still be valid, and the next one.</summary>
    public static IEnumerable<TKey> Published<TKey>(IReadOnlyCollection<TKey> keys, DateTimeOffset now, TimeSpan tokenLife) where TKey : IScheduledKey
    {
        var inOrder = keys.OrderBy(key => key.SignsFrom).ToList();
        return inOrder.Where((_, i) => i == inOrder.Count - 1 || inOrder[i + 1].SignsFrom + ReloadLag + tokenLife + Skew > now);
    }
}
