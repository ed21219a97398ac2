namespace Cartwright.Platform.Jobs;

/// <summary>What hands out the work does not answer. Nothing is lost by it: whoever offers keeps what is to be done in rows and offers it again.</summary>
/// <param name="queue">Where work was offered.</param>
/// <param name="cause">The error behind it.</param>
public sealed class WorkQueueUnavailableException(string queue, Exception cause) : Exception($"Work for '{queue}' cannot be offered now: {cause.Message}", cause);
