using Cartwright.Platform.Caching;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Hosting;

/// <summary>
/// State that the instances of all services share for speed, never for correctness: it may lose everything at any time. An adapter implements it.
/// </summary>
public interface ISharedState
{
    /// <summary>The shared level of caches.</summary>
    ISharedCache Cache { get; }

    /// <summary>Rate limits that hold for all instances together.</summary>
    ISharedRateLimiter RateLimiter { get; }

    /// <summary>Messages to all instances.</summary>
    IBroadcast Broadcast { get; }

    /// <summary>A fast copy of the tokens of providers.</summary>
    /// <param name="name">The kind of tokens; a part of their keys.</param>
    ISharedTokenStore GetTokenStore(string name);
}
