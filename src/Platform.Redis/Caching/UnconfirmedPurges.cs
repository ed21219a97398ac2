using System.Collections.Immutable;

namespace Cartwright.Platform.Redis;

/// <summary>Tags whose purge Redis has not confirmed yet: its entries with these tags may be stale.</summary>
/// <param name="Everything">The number of the purge at which the tags became too many to list; 0 if they are listed.</param>
/// <param name="Tags">Each tag with the number of its last purge in this instance.</param>
internal sealed record UnconfirmedPurges(long Everything, ImmutableDictionary<string, long> Tags)
{
    public static readonly UnconfirmedPurges None = new(0, ImmutableDictionary<string, long>.Empty);

    /// <summary>Whether an entry with these tags may be stale.</summary>
    public bool Touches(IReadOnlyList<string> tags) => Everything != 0 || (Tags.Count > 0 && tags.Any(Tags.ContainsKey));

    /// <summary>The rest after Redis confirmed some. A tag that was purged again meanwhile has another number and stays.</summary>
    public UnconfirmedPurges Without(UnconfirmedPurges confirmed)
    {
        var left = Tags.RemoveRange(confirmed.Tags.Where(Tags.Contains).Select(t => t.Key));
        var everything = Everything == confirmed.Everything ? 0 : Everything;
        return left.IsEmpty && everything == 0 ? None : new(everything, left);
    }
}
