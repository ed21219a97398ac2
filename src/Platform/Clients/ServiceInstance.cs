namespace Cartwright.Platform.Clients;

/// <summary>An instance of a service, as one of its callers sees it.</summary>
/// <param name="address">Where it is.</param>
/// <param name="time">The clock.</param>
internal sealed class ServiceInstance(Uri address, TimeProvider time)
{
    /// <summary>How long one that could not be talked to is passed over.</summary>
    public static readonly TimeSpan AvoidedFor = TimeSpan.FromSeconds(2);

    readonly long _avoidedForTicks = (long)(AvoidedFor.TotalSeconds * time.TimestampFrequency);
    long _avoidedUntil;
    int _underWay;

    /// <summary>How many calls it is working on.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Whether to ask another one if there is any.</summary>
    public bool IsAvoided => Volatile.Read(ref _avoidedUntil) is not 0 and var until && time.GetTimestamp() < until;

    /// <summary>The address of a resource at this instance; instances differ in host and port only.</summary>
    public Uri Locate(Uri resource) => new(address, resource.PathAndQuery);

    /// <summary>Passes it over for a while.</summary>
    public void Avoid() => Volatile.Write(ref _avoidedUntil, time.GetTimestamp() + _avoidedForTicks);

    /// <summary>A call begins.</summary>
    public void Begin() => Interlocked.Increment(ref _underWay);

    /// <summary>A call ended, one way or another.</summary>
    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>The better of two that were drawn at random: choosing the best of all would send everybody to the same one at once.</summary>
    /// <param name="candidates">Those that may be asked, at least one.</param>
    public static ServiceInstance Choose(IReadOnlyList<ServiceInstance> candidates)
    {
        if (candidates is [var only])
        {
            return only;
        }

        var first = Random.Shared.Next(candidates.Count);
        var second = (first + 1 + Random.Shared.Next(candidates.Count - 1)) % candidates.Count;
        return candidates[first].UnderWay <= candidates[second].UnderWay ? candidates[first] : candidates[second];
    }
}
