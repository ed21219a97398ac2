using Cartwright.Contracts;

namespace Cartwright.Platform.Messaging;

/// <summary>An event that a handler receives.</summary>
/// <param name="Event">The content of the event.</param>
/// <param name="Envelope">When it was published, and its cause.</param>
public sealed record EventContext<T>(T Event, Envelope Envelope) where T : class, IEvent;
