namespace Cartwright.Platform.Jobs;

/// <summary>Work that a service repeats with a pause in between.</summary>
public interface IPeriodicWork
{
    /// <summary>Does one round.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
