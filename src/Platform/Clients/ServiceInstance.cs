namespace Cartwright.Platform.Clients;

/// <summary>The state of an instance of a service in one of its callers.</summary>
/// <param name="address">Its address.</param>
/// <param name="time">The clock.</param>
internal sealed class ServiceInstance(Uri address, TimeProvider time)
{
    /// <summary>The time that a failed instance is avoided.</summary>
    public static readonly TimeSpan AvoidedFor = TimeSpan.FromSeconds(2);

    readonly long _avoidedForTicks = (long)(AvoidedFor.TotalSeconds * time.TimestampFrequency);
    long _avoidedUntil;
    int _underWay;

    /// <summary>The number of calls in progress.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Whether to prefer other instances.</summary>
    public bool IsAvoided => Volatile.Read(ref _avoidedUntil) is not 0 and var until && time.GetTimestamp() < until;

    /// <summary>The address of a resource at this instance; instances differ in host and port only.</summary>
    public Uri Locate(Uri resource) => new(address, resource.PathAndQuery);

    /// <summary>Avoids the instance for a while.</summary>
    public void Avoid() => Volatile.Write(ref _avoidedUntil, time.GetTimestamp() + _avoidedForTicks);

    /// <summary>Counts the start of a call.</summary>
    public void Begin() => Interlocked.Increment(ref _underWay);

    /// <summary>Counts the end of a call.</summary>
    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>Chooses the less busy of two random instances: choosing the best of all would send all callers to the same one.</summary>
    /// <param name="candidates">The instances to choose from, at least one.</param>
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
