namespace Cartwright.Platform.Hosting;

/// <summary>How a service shuts down.</summary>
/// <param name="Drain">The time that it continues to serve after it reported that it stops, so that callers can switch to other instances.</param>
/// <param name="Hurry">Ends it early.</param>
public sealed record ShutdownPlan(TimeSpan Drain, CancellationToken Hurry)
{
    /// <summary>Without delay: there is no other instance to switch to.</summary>
    public static ShutdownPlan AtOnce { get; } = new(TimeSpan.Zero, CancellationToken.None);
}
