namespace Cartwright.Platform.Jobs;

/// <summary>The work queue does not answer. No work is lost: it is kept in rows and offered again.</summary>
/// <param name="queue">The name of the queue.</param>
/// <param name="cause">The cause.</param>
public sealed class WorkQueueUnavailableException(string queue, Exception cause) : Exception($"Work for '{queue}' cannot be offered now: {cause.Message}", cause);
