namespace Cartwright.Platform.Messaging;

/// <summary>An event that a service gave up.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Publisher">The service that published it.</param>
/// <param name="Name">Its name.</param>
/// <param name="AggregateId">The id of its aggregate.</param>
/// <param name="Time">When it was published.</param>
/// <param name="Attempts">How often it was attempted.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="DiedAt">When it was given up.</param>
public sealed record DeadLetter(
    Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt);
