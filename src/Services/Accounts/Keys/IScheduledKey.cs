namespace Cartwright.Accounts;

/// <summary>A key with the time from which it signs.</summary>
internal interface IScheduledKey
{
    /// <summary>When it takes over from the key before it.</summary>
    DateTimeOffset SignsFrom { get; }
}
