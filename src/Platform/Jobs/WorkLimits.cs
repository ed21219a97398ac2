using System.Buffers;

namespace Cartwright.Platform.Jobs;

/// <summary>The limits of work queues.</summary>
public static class WorkLimits
{
    /// <summary>How long an offer waits for a consumer.</summary>
    public static readonly TimeSpan OfferLifetime = TimeSpan.FromSeconds(30);

    /// <summary>The longest item, in bytes: it names the work and does not contain its data.</summary>
    public const int ItemBytesMax = 4 * 1024;

    /// <summary>The most items of one offer.</summary>
    public const int OfferItemsMax = 1_000;

    /// <summary>The most items that wait in a queue; beyond it the oldest are dropped.</summary>
    public const int QueueItemsMax = 10_000;

    /// <summary>The most items that one consumer handles at the same time.</summary>
    public const int ConcurrencyMax = 1_000;

    const int NameLengthMax = 100;

    static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Checks an offer.</summary>
    /// <exception cref="ArgumentException">The name, an item or their number is not within the limits.</exception>
    public static void Check(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items)
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

    /// <summary>Checks the arguments of a consumer.</summary>
    /// <exception cref="ArgumentException">The name or the concurrency is not within the limits.</exception>
    public static void Check(string queue, int concurrency)
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
