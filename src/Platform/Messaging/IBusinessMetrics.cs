using Cartwright.Contracts;

namespace Cartwright.Platform.Messaging;

/// <summary>Counts what a service does, from the events that it publishes.</summary>
public interface IBusinessMetrics
{
    /// <summary>Counts an event that was committed; must be quick and must not throw.</summary>
    void Count(IEvent fact);
}
