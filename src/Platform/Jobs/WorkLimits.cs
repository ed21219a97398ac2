using System.Buffers;

namespace Cartwright.Platform.Jobs;

/// <summary>The bounds of what is handed out.</summary>
public static class WorkLimits
{
    /// <summary>How long an offer waits for somebody who takes it.</summary>
    public static readonly TimeSpan OfferLifetime = TimeSpan.FromSeconds(30);

    /// <summary>The longest item, in bytes: it says what is to be done and does not carry what it is done with.</summary>
    public const int ItemBytesMax = 4 * 1024;

    /// <summary>The most items of one offer.</summary>
    public const int OfferItemsMax = 1_000;

    /// <summary>The most items that wait in a queue; beyond it the oldest are dropped.</summary>
    public const int QueueItemsMax = 10_000;

    /// <summary>The most items that one taker handles at the same time.</summary>
    public const int ConcurrencyMax = 1_000;

    const int NameLengthMax = 100;

    static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Checks an offer.</summary>
    internal static void Check(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        CheckName(queue);
        if (items.Count > OfferItemsMax)
        {
            throw new ArgumentException($"An offer has at most {OfferItemsMax} items, this one {items.Count}.", nameof(items));
        }

        if (items.Any(item => item.Length > ItemBytesMax))
        {
            throw new ArgumentException($"An item has at most {ItemBytesMax} bytes.", nameof(items));
        }
    }

    /// <summary>Checks what somebody wants to take.</summary>
    internal static void Check(string queue, int concurrency)
    {
        CheckName(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(concurrency, ConcurrencyMax);
    }

    static void CheckName(string queue)
    {
        if (queue.Length is 0 or > NameLengthMax || queue.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"A queue's name has 1 to {NameLengthMax} small letters, digits, dots and hyphens.", nameof(queue));
        }
    }
}
