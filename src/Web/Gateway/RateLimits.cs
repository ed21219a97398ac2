using System.Net;
using System.Threading.RateLimiting;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Cartwright.Gateway;

/// <summary>
/// Limits the requests per second of each address, before tokens are verified, and of each user. A rejected request gets 429 with <c>Retry-After</c>.
/// </summary>
internal sealed class RateLimits
{
    static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public RateLimits(IOptions<GatewayOptions> options, IServiceProvider services)
    {
        var limits = options.Value.RateLimit;
        var shared = services.GetService<ISharedState>()?.RateLimiter;
        PerAddress = Limit(PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            Partition(ForwardedRequests.ClientOf(context), "address", limits.PerAddress, shared)));
        PerUser = Limit(PartitionedRateLimiter.Create<HttpContext, Guid>(context => context.User.IdOrNull() is { } user
            ? Partition(user, "user", limits.PerUser, shared)
            : RateLimitPartition.GetNoLimiter(Guid.Empty)));
    }

    /// <summary>Counts every request of an address, with a token or without.</summary>
    public RateLimiterOptions PerAddress { get; }

    /// <summary>Counts the requests with a valid token.</summary>
    public RateLimiterOptions PerUser { get; }

    static RateLimiterOptions Limit(PartitionedRateLimiter<HttpContext> limiter) => new()
    {
        GlobalLimiter = limiter,
        OnRejected = static async (context, _) =>
        {
            var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
            await Problems.RetryLater(StatusCodes.Status429TooManyRequests, "You are asking too much at once. Wait a moment.", after).ExecuteAsync(context.HttpContext);
        },
    };

    // With shared state the limit holds for all gateways together.
    static RateLimitPartition<TKey> Partition<TKey>(TKey key, string kind, int perSecond, ISharedRateLimiter? shared) where TKey : notnull => shared is null
        ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perSecond))
        : RateLimitPartition.Get(key, k => shared.CreateTokenBucket($"rate:{kind}:{k}", perSecond, new TokenBucketRateLimiter(Bucket(perSecond))));

    static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = Math.Max(1, (int)(perSecond * Period.TotalSeconds)),
        ReplenishmentPeriod = perSecond * Period.TotalSeconds >= 1 ? Period : TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        // The partitioned limiter replenishes all buckets with one timer.
        AutoReplenishment = false,
    };
}
