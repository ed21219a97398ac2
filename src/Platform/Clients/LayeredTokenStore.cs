using Cartwright.Platform.Hosting;

namespace Cartwright.Platform.Clients;

/// <summary>
/// Puts a shared token store before the database. Reads ask the shared store only; a claim must succeed in both, and a new token is written to
/// the database first. So the shared store may lose everything, or come back with stale tokens, without an additional login.
/// </summary>
public sealed class LayeredTokenStore(ISharedTokenStore shared, ITokenStore database) : ITokenStore
{
    /// <inheritdoc/>
    public async Task<SharedToken> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        if (await TryAsync(() => shared.ReadAsync(provider, cancellationToken)) is { Version: > 0 } known)
        {
            return known;
        }

        var token = await database.ReadAsync(provider, cancellationToken);
        if (token.Version > 0)
        {
            await MirrorAsync(provider, token);
        }

        return token;
    }

    /// <inheritdoc/>
    public async Task<bool> TryClaimAsync(string provider, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken)
    {
        // The shared store lets one of many instances through to the database; without it all ask the database.
        if (await TryAsync<bool?>(async () => await shared.TryClaimAsync(provider, replaces, claim, duration, cancellationToken)) is false)
        {
            return false;
        }

        if (await database.TryClaimAsync(provider, replaces, claim, duration, cancellationToken))
        {
            return true;
        }

        // The database may have a newer token, from a time when the shared store was unavailable.
        await MirrorAsync(provider, await database.ReadAsync(provider, cancellationToken));
        return false;
    }

    /// <inheritdoc/>
    public async Task<bool> ReplaceAsync(string provider, Guid claim, NewToken token, CancellationToken cancellationToken)
    {
        if (!await database.ReplaceAsync(provider, claim, token, cancellationToken))
        {
            return false;
        }

        await TryAsync<bool?>(async () => await shared.ReplaceAsync(provider, claim, token, cancellationToken));
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> BlockAsync(string provider, Guid claim, LoginBlock block, CancellationToken cancellationToken)
    {
        if (!await database.BlockAsync(provider, claim, block, cancellationToken))
        {
            return false;
        }

        await TryAsync<bool?>(async () => await shared.BlockAsync(provider, claim, block, cancellationToken));
        return true;
    }

    /// <inheritdoc/>
    public async Task UnblockAsync(string provider, CancellationToken cancellationToken)
    {
        await database.UnblockAsync(provider, cancellationToken);
        await TryAsync<bool?>(async () =>
        {
            await shared.UnblockAsync(provider, cancellationToken);
            return true;
        });
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string provider, Guid claim, CancellationToken cancellationToken)
    {
        await database.ReleaseAsync(provider, claim, cancellationToken);
        await TryAsync<bool?>(async () =>
        {
            await shared.ReleaseAsync(provider, claim, cancellationToken);
            return true;
        });
    }

    Task MirrorAsync(string provider, SharedToken token) => TryAsync<bool?>(async () =>
    {
        await shared.MirrorAsync(provider, token);
        return true;
    });

    /// <returns>The default if the shared store does not answer.</returns>
    static async Task<T?> TryAsync<T>(Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (SharedStateUnavailableException)
        {
            return default;
        }
    }
}
