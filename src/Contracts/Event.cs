namespace Cartwright.Contracts;

/// <summary>A fact that one service publishes and others react to. Implemented by immutable records marked with <see cref="EventAttribute"/>.</summary>
public interface IEvent
{
    /// <summary>The id of the thing the fact is about. Events of one aggregate are delivered in the order in which they were written.</summary>
    Guid AggregateId { get; }
}

/// <summary>Names an event and the service that publishes it.</summary>
/// <param name="name">The name on the wire, <c>noun.verb</c> in the past tense.</param>
/// <param name="publisher">The one service that publishes it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name, string publisher) : Attribute
{
    /// <summary>The name on the wire, also the routing key.</summary>
    public string Name { get; } = name;

    /// <summary>The one service that publishes it.</summary>
    public string Publisher { get; } = publisher;

    /// <summary>The version of the schema. Members are only ever added; a change that breaks readers is a new event.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether other events have taken its place: nobody publishes it any more, and logs of earlier versions may still hold it.</summary>
    public bool IsSuperseded { get; init; }
}
