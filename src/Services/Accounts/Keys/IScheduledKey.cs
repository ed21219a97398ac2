namespace Cartwright.Accounts;

/// <summary>A key with its place in the order in which keys take over from each other.</summary>
internal interface IScheduledKey
{
    /// <summary>When it takes over from the key before it.</summary>
    DateTimeOffset SignsFrom { get; }
}
