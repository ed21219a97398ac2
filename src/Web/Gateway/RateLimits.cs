using System.Net;
using System.Threading.RateLimiting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Redis;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Gateway;

/// <summary>Lets each address and each user ask so much and no more; what is too much is answered with 429 and the time to wait.</summary>
internal static class RateLimits
{
    static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public static void Add(IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<GatewayOptions>, IServiceProvider>((limiter, options, provider) =>
        {
            var limits = options.Value.RateLimit;
            var redis = provider.GetService<RedisConnection>();
            var time = provider.GetRequiredService<TimeProvider>();
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
                    Partition(context.Connection.RemoteIpAddress ?? IPAddress.None, "address", limits.PerAddress, redis, time)),
                PartitionedRateLimiter.Create<HttpContext, Guid>(context => context.User.IdOrNull() is { } user
                    ? Partition(user, "user", limits.PerUser, redis, time)
                    : RateLimitPartition.GetNoLimiter(Guid.Empty)));
            limiter.OnRejected = async (context, _) =>
            {
                var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
                await Problems.RetryLater(StatusCodes.Status429TooManyRequests, "You are asking too much at once. Wait a moment.", after).ExecuteAsync(context.HttpContext);
            };
        });
    }

    // With Redis all gateways count together.
    static RateLimitPartition<TKey> Partition<TKey>(TKey key, string kind, int perSecond, RedisConnection? redis, TimeProvider time) where TKey : notnull => redis is null
        ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(perSecond))
        : RateLimitPartition.Get(
            key, k => new SharedTokenBucket(redis, $"cartwright:rate:{kind}:{k}", perSecond, new TokenBucketRateLimiter(Bucket(perSecond)), time));

    static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = Math.Max(1, (int)(perSecond * Period.TotalSeconds)),
        ReplenishmentPeriod = perSecond * Period.TotalSeconds >= 1 ? Period : TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        // Whoever holds the buckets fills them, with one timer for all.
        AutoReplenishment = false,
    };
}
