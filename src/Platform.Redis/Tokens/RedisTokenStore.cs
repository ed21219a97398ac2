using Cartwright.Platform.Clients;
using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>Keeps tokens in Redis. Every method throws <see cref="RedisUnavailableException"/> if Redis does not answer.</summary>
internal sealed class RedisTokenStore(RedisConnection redis, string name) : ISharedTokenStore
{
    // Tokens that no instance uses any more expire.
    static readonly RedisValue KeptFor = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public async Task<SharedToken> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        var t = (RedisResult[])(await redis.RunAsync(TokenScripts.Read, Keys(provider), []))!;
        var box = (byte[]?)t[1];
        return new(
            (long)t[0],
            box is { Length: > 0 } ? box : null,
            Span(t[2]),
            Span(t[3]),
            Span(t[4]),
            Span(t[5]),
            (string?)t[6],
            (int)t[7] == 1,
            (int)t[8]);
    }

    public async Task<bool> TryClaimAsync(string provider, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken) =>
        await RunAsync(TokenScripts.Claim, provider, replaces, Id(claim), Milliseconds(duration), KeptFor);

    public async Task<bool> ReplaceAsync(string provider, Guid claim, NewToken token, CancellationToken cancellationToken) =>
        await RunAsync(TokenScripts.Replace, provider, Id(claim), token.Version, token.Box, Milliseconds(token.Life), KeptFor);

    public async Task<bool> BlockAsync(string provider, Guid claim, LoginBlock block, CancellationToken cancellationToken) =>
        await RunAsync(TokenScripts.Block, provider, Id(claim), Milliseconds(block.Duration), block.Reason, block.IsRefusal, block.Failures, KeptFor);

    public Task UnblockAsync(string provider, CancellationToken cancellationToken) => redis.RunAsync(TokenScripts.Unblock, Keys(provider), []);

    public Task ReleaseAsync(string provider, Guid claim, CancellationToken cancellationToken) =>
        redis.RunAsync(TokenScripts.Release, Keys(provider), [Id(claim)]);

    /// <inheritdoc/>
    public Task MirrorAsync(string provider, SharedToken token) => RunAsync(
        TokenScripts.Mirror,
        provider,
        token.Version,
        token.Box ?? [],
        Milliseconds(token.Life),
        Milliseconds(token.Remaining),
        Milliseconds(token.ClaimedFor),
        Milliseconds(token.BlockedFor),
        token.BlockedReason ?? "",
        token.IsRefused,
        token.Failures,
        KeptFor);

    RedisKey[] Keys(string provider) => [$"cartwright:{name}:{provider}"];

    static RedisValue Id(Guid claim) => claim.ToString("N");

    static RedisValue Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    static TimeSpan Span(RedisResult milliseconds) => TimeSpan.FromMilliseconds((long)milliseconds);

    async Task<bool> RunAsync(string script, string provider, params RedisValue[] values) => (int)await redis.RunAsync(script, Keys(provider), values) == 1;
}
