using Cartwright.Platform.Redis;

namespace Cartwright.Imports;

/// <summary>
/// Redis before the database. Looking for the token and waiting for a new one asks Redis alone; who replaces it is settled in both, and what comes
/// of it is in the database first. So Redis may lose everything at any moment, or come back with something old, without a login more.
/// </summary>
internal sealed class LayeredTokenStore(RedisTokenStore redis, DatabaseTokenStore database) : ITokenStore
{
    public async Task<SharedToken> ReadAsync(string marketplace, CancellationToken cancellationToken)
    {
        if (await TryAsync(() => redis.ReadAsync(marketplace, cancellationToken)) is { Version: > 0 } known)
        {
            return known;
        }

        var token = await database.ReadAsync(marketplace, cancellationToken);
        if (token.Version > 0)
        {
            await MirrorAsync(marketplace, token);
        }

        return token;
    }

    public async Task<bool> TryClaimAsync(string marketplace, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken)
    {
        // Of many that would like to, one gets as far as the database; without Redis all do.
        if (await TryAsync<bool?>(async () => await redis.TryClaimAsync(marketplace, replaces, claim, duration, cancellationToken)) is false)
        {
            return false;
        }

        if (await database.TryClaimAsync(marketplace, replaces, claim, duration, cancellationToken))
        {
            return true;
        }

        // The database knows better: a newer token, say, that was made while Redis was away.
        await MirrorAsync(marketplace, await database.ReadAsync(marketplace, cancellationToken));
        return false;
    }

    public async Task<bool> ReplaceAsync(string marketplace, Guid claim, NewToken token, CancellationToken cancellationToken)
    {
        if (!await database.ReplaceAsync(marketplace, claim, token, cancellationToken))
        {
            return false;
        }

        await TryAsync<bool?>(async () => await redis.ReplaceAsync(marketplace, claim, token, cancellationToken));
        return true;
    }

    public async Task<bool> BlockAsync(string marketplace, Guid claim, LoginBlock block, CancellationToken cancellationToken)
    {
        if (!await database.BlockAsync(marketplace, claim, block, cancellationToken))
        {
            return false;
        }

        await TryAsync<bool?>(async () => await redis.BlockAsync(marketplace, claim, block, cancellationToken));
        return true;
    }

    public async Task UnblockAsync(string marketplace, CancellationToken cancellationToken)
    {
        await database.UnblockAsync(marketplace, cancellationToken);
        await TryAsync<bool?>(async () =>
        {
            await redis.UnblockAsync(marketplace, cancellationToken);
            return true;
        });
    }

    public async Task ReleaseAsync(string marketplace, Guid claim, CancellationToken cancellationToken)
    {
        await database.ReleaseAsync(marketplace, claim, cancellationToken);
        await TryAsync<bool?>(async () =>
        {
            await redis.ReleaseAsync(marketplace, claim, cancellationToken);
            return true;
        });
    }

    Task MirrorAsync(string marketplace, SharedToken token) => TryAsync<bool?>(async () =>
    {
        await redis.MirrorAsync(marketplace, token);
        return true;
    });

    /// <returns>The default when Redis does not answer.</returns>
    static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RedisUnavailableException)
        {
            return default;
        }
    }
}
