using Cartwright.Platform.Hosting;

namespace Cartwright.Platform.Redis;

/// <summary>Redis gives no answer, or not in time. The caller continues without it.</summary>
/// <param name="reason">The cause in a sentence.</param>
/// <param name="cause">The underlying error.</param>
public sealed class RedisUnavailableException(string reason, Exception? cause = null) : SharedStateUnavailableException($"Redis is unavailable: {reason}", cause);
