using Cartwright.Platform.Redis;
using StackExchange.Redis;

namespace Cartwright.Imports;

/// <summary>Keeps tokens in Redis, where asking costs least. Every method throws <see cref="RedisUnavailableException"/> when it does not answer.</summary>
internal sealed class RedisTokenStore(RedisConnection redis) : ITokenStore
{
    // What nobody asks for any more goes by itself.
    static readonly RedisValue Kept = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public async Task<SharedToken> ReadAsync(string marketplace, CancellationToken cancellationToken)
    {
        var t = (RedisResult[])(await redis.RunAsync(TokenScripts.Read, Keys(marketplace), []))!;
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

    public async Task<bool> TryClaimAsync(string marketplace, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken) =>
        await AskAsync(TokenScripts.Claim, marketplace, replaces, Id(claim), Milliseconds(duration), Kept);

    public async Task<bool> ReplaceAsync(string marketplace, Guid claim, NewToken token, CancellationToken cancellationToken) =>
        await AskAsync(TokenScripts.Replace, marketplace, Id(claim), token.Version, token.Box, Milliseconds(token.Life), Kept);

    public async Task<bool> BlockAsync(string marketplace, Guid claim, LoginBlock block, CancellationToken cancellationToken) =>
        await AskAsync(TokenScripts.Block, marketplace, Id(claim), Milliseconds(block.Duration), block.Reason, block.IsRefusal, block.Failures, Kept);

    public Task UnblockAsync(string marketplace, CancellationToken cancellationToken) => redis.RunAsync(TokenScripts.Unblock, Keys(marketplace), []);

    public Task ReleaseAsync(string marketplace, Guid claim, CancellationToken cancellationToken) =>
        redis.RunAsync(TokenScripts.Release, Keys(marketplace), [Id(claim)]);

    /// <summary>Takes over what the database has, unless a newer token is here.</summary>
    public Task MirrorAsync(string marketplace, SharedToken token) => AskAsync(
        TokenScripts.Mirror,
        marketplace,
        token.Version,
        token.Box ?? [],
        Milliseconds(token.Life),
        Milliseconds(token.Remaining),
        Milliseconds(token.ClaimedFor),
        Milliseconds(token.BlockedFor),
        token.BlockedReason ?? "",
        token.IsRefused,
        token.Failures,
        Kept);

    static RedisKey[] Keys(string marketplace) => [$"cartwright:marketplace-token:{marketplace}"];

    static RedisValue Id(Guid claim) => claim.ToString("N");

    static RedisValue Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    static TimeSpan Span(RedisResult milliseconds) => TimeSpan.FromMilliseconds((long)milliseconds);

    async Task<bool> AskAsync(string script, string marketplace, params RedisValue[] values) => (int)await redis.RunAsync(script, Keys(marketplace), values) == 1;
}
