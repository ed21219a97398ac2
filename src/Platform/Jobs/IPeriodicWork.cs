namespace Cartwright.Platform.Jobs;

/// <summary>Work that a service repeats at an interval.</summary>
public interface IPeriodicWork
{
    /// <summary>Does the work once.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
