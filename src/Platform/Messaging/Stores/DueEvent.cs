namespace Cartwright.Platform.Messaging;

/// <summary>An event whose next attempt is due.</summary>
/// <param name="Sequence">Its key in the store.</param>
/// <param name="Attempts">How often it has failed since its first failure.</param>
/// <param name="Envelope">The event.</param>
internal sealed record DueEvent(long Sequence, int Attempts, Envelope Envelope);
