using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>
/// Counts wrong passwords for an account from an address, over all instances, in the database. Only this pair is locked, so nobody can lock out the owner of
/// an account, who is elsewhere.
/// </summary>
internal sealed class FailedLogins(Database database, IOptions<AccountsOptions> options, TimeProvider time)
{
    /// <summary>The key under which failures are counted: the account, or the name if no account has it, and the address.</summary>
    public static byte[] Key(Guid? userId, string name, IPAddress client) => SHA256.HashData(Encoding.UTF8.GetBytes($"{userId?.ToString() ?? name} {client}"));

    /// <summary>How long the account stays locked for the address; null if it is not locked.</summary>
    public async Task<TimeSpan?> WaitAsync(byte[] key, CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<LockOut>(
            "select count, since, locked_until from failed_logins where key = @key", new { key }, cancellationToken))?.Remaining(time.GetUtcNow());

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to wait if a concurrent failure locked the account: a guess beyond the limit does not learn whether it was wrong.</returns>
    public async Task<TimeSpan?> AddAsync(byte[] key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        // The update only locks the row, so that concurrent failures are all counted.
        var before = await work.QuerySingleOrDefaultAsync<LockOut>(
            """
            insert into failed_logins (key, count, since) values (@key, 0, @now)
            on conflict (key) do update set key = excluded.key
            returning count, since, locked_until
            """,
            new { key, now },
            cancellationToken);
        var after = before!.AfterFailure(now, options.Value.LockOutAfter, options.Value.LockOutWindow);
        await work.ExecuteAsync(
            "update failed_logins set count = @Count, since = @Since, locked_until = @LockedUntil where key = @key",
            new { key, after.Count, after.Since, after.LockedUntil },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return before.Remaining(now);
    }

    /// <summary>Deletes the count after a right password.</summary>
    /// <returns>How long to wait if a concurrent failure locked the account: a right guess beyond the limit does not pass.</returns>
    public async Task<TimeSpan?> ClearAsync(UnitOfWork work, byte[] key, CancellationToken cancellationToken) =>
        (await work.QuerySingleOrDefaultAsync<LockOut>(
            "delete from failed_logins where key = @key returning count, since, locked_until", new { key }, cancellationToken))?.Remaining(time.GetUtcNow());
}
