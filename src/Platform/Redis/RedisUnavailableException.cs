namespace Cartwright.Platform.Redis;

/// <summary>Redis does not answer, or not in time. Whoever asks it goes on without.</summary>
/// <param name="reason">What went wrong.</param>
/// <param name="cause">The error behind it.</param>
public sealed class RedisUnavailableException(string reason, Exception? cause = null) : Exception($"Redis is not available: {reason}", cause);
