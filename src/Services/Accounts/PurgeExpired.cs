using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>Deletes expired sessions, refresh tokens, tokens for forgotten passwords, counts of wrong passwords and of addresses, and signing keys.</summary>
internal sealed class PurgeExpired(Database database, KeyRing ring, IOptions<AccountsOptions> options, TimeProvider time) : IPeriodicWork
{
    static readonly TimeSpan EndedSessionsKept = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keys = await ring.PublicAsync(cancellationToken);
        var expired = keys.Except(KeySchedule.Published(keys, now, options.Value.AccessTokenLife)).Select(key => key.Id).ToArray();
        await database.ExecuteAsync("delete from signing_keys where id = any(@expired)", new { expired }, cancellationToken);
        await database.ExecuteAsync(
            "delete from sessions where expires_at < @now or ended_at < @before", new { now, before = now - EndedSessionsKept }, cancellationToken);
        await database.ExecuteAsync("delete from refresh_tokens where expires_at < @now", new { now }, cancellationToken);
        await database.ExecuteAsync(
            "delete from failed_logins where since < @before and (locked_until is null or locked_until < @now)",
            new { now, before = now - options.Value.LockOutWindow },
            cancellationToken);
        await database.ExecuteAsync("delete from password_resets where expires_at < @before", new { before = now - EndedSessionsKept }, cancellationToken);
        await database.ExecuteAsync("delete from address_limits where since < @before", new { before = now - AddressLimits.WindowMax }, cancellationToken);
    }
}
