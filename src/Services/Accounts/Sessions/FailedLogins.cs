using System.Security.Cryptography;
using System.Text;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>Counts wrong passwords in the database, for all instances together.</summary>
internal sealed class FailedLogins(Database database, IOptions<AccountsOptions> options, TimeProvider time)
{
    /// <summary>The key under which failures are counted: the account, or the name that was tried when there is none.</summary>
    public static byte[] Key(Guid? userId, string name) => SHA256.HashData(Encoding.UTF8.GetBytes(userId?.ToString() ?? name));

    /// <summary>How long to wait, or null when the account is not locked.</summary>
    public async Task<TimeSpan?> WaitAsync(byte[] key, CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<LockOut>(
            "select count, since, locked_until from failed_logins where key = @key", new { key }, cancellationToken))?.Remaining(time.GetUtcNow());

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to wait when the lock fell meanwhile: of guesses that were on their way together, none past the limit learns whether it was wrong.</returns>
    public async Task<TimeSpan?> AddAsync(byte[] key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        // The update changes nothing but locks the row, so that failures that happen at once are all counted.
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

    /// <summary>Forgets the failures of somebody who knew the password.</summary>
    /// <returns>How long to wait when the lock fell meanwhile, as with <see cref="AddAsync"/>: a right guess among them must not pass.</returns>
    public async Task<TimeSpan?> ClearAsync(UnitOfWork work, byte[] key, CancellationToken cancellationToken) =>
        (await work.QuerySingleOrDefaultAsync<LockOut>(
            "delete from failed_logins where key = @key returning count, since, locked_until", new { key }, cancellationToken))?.Remaining(time.GetUtcNow());
}
