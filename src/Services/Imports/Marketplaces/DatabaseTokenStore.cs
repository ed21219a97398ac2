using Cartwright.Platform.Clients;
using Cartwright.Platform.Data;

namespace Cartwright.Imports;

/// <summary>Keeps tokens in the database, which decides who replaces a token.</summary>
internal sealed class DatabaseTokenStore(Database database) : ITokenStore
{
    public async Task<SharedToken> ReadAsync(string provider, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<SharedToken>(
            """
            select version,
                   sealed                                                  as box,
                   coalesce(expires_at - issued_at, interval '0')          as life,
                   coalesce(expires_at - now(), interval '0')              as remaining,
                   coalesce(refreshing_until - now(), interval '0')        as claimed_for,
                   coalesce(blocked_until - now(), interval '0')           as blocked_for,
                   blocked_reason,
                   refused                                                 as is_refused,
                   failures
            from marketplace_tokens
            where marketplace = @marketplace
            """,
            new { marketplace = provider },
            cancellationToken) ?? SharedToken.None;

    public async Task<bool> TryClaimAsync(string provider, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            insert into marketplace_tokens (marketplace, refreshing_by, refreshing_until)
            values (@marketplace, @claim, now() + @duration)
            on conflict (marketplace) do update
            set refreshing_by = excluded.refreshing_by, refreshing_until = excluded.refreshing_until
            where marketplace_tokens.version <= @replaces
              and coalesce(marketplace_tokens.refreshing_until <= now(), true)
              and coalesce(marketplace_tokens.blocked_until <= now(), true)
            """,
            new { marketplace = provider, replaces, claim, duration },
            cancellationToken) == 1;

    public async Task<bool> ReplaceAsync(string provider, Guid claim, NewToken token, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            update marketplace_tokens
            set version = @Version,
                sealed = @Box,
                issued_at = now(),
                expires_at = now() + @Life,
                refreshing_by = null,
                refreshing_until = null,
                blocked_until = null,
                blocked_reason = null,
                refused = false,
                failures = 0
            where marketplace = @marketplace
              and refreshing_by = @claim
              and version < @Version
            """,
            new { marketplace = provider, claim, token.Version, token.Box, token.Life },
            cancellationToken) == 1;

    public async Task<bool> BlockAsync(string provider, Guid claim, LoginBlock block, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            update marketplace_tokens
            set refreshing_by = null,
                refreshing_until = null,
                blocked_until = now() + @Duration,
                blocked_reason = @Reason,
                refused = @IsRefusal,
                failures = @Failures
            where marketplace = @marketplace
              and refreshing_by = @claim
            """,
            new { marketplace = provider, claim, block.Duration, block.Reason, block.IsRefusal, block.Failures },
            cancellationToken) == 1;

    public Task UnblockAsync(string provider, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        update marketplace_tokens
        set blocked_until = null, blocked_reason = null, refused = false, failures = 0
        where marketplace = @marketplace
        """,
        new { marketplace = provider },
        cancellationToken);

    public Task ReleaseAsync(string provider, Guid claim, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        update marketplace_tokens
        set refreshing_by = null, refreshing_until = null
        where marketplace = @marketplace
          and refreshing_by = @claim
        """,
        new { marketplace = provider, claim },
        cancellationToken);
}
