using System.Threading.Channels;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>
/// Answers requests of people who forgot their password, after they got their answer: whether an account has the address can be seen neither in the answer nor
/// in its time. A request is lost if the process ends before; then its owner asks again.
/// </summary>
internal sealed class PasswordResets(
    Database database, PasswordResetToken tokens, IOptions<AccountsOptions> options, TimeProvider time, ILogger<PasswordResets> logger) : BackgroundService
{
    const int QueueMax = 1000;
    static readonly TimeSpan LimitWindow = TimeSpan.FromHours(1);

    readonly Channel<string> _emails = Channel.CreateBounded<string>(new BoundedChannelOptions(QueueMax) { SingleReader = true });

    /// <summary>Queues a request.</summary>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    public void Request(string email)
    {
        if (!_emails.Writer.TryWrite(email))
        {
            throw new OverloadedException();
        }
    }

    /// <summary>Makes the unused tokens of a user invalid.</summary>
    public static Task CancelAsync(UnitOfWork work, Guid userId, DateTimeOffset now, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update password_resets set used_at = @now where user_id = @userId and used_at is null", new { now, userId }, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in _emails.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await BeginAsync(email, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.PasswordResetFailed(error);
            }
        }
    }

    async Task BeginAsync(string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        // The row is locked, so that requests at the same time are all counted.
        var userId = await work.QuerySingleOrDefaultAsync<Guid?>(
            "select id from users where email_key = @key and active for update", new { key = FieldRules.Key(email) }, cancellationToken);
        if (userId is not { } known)
        {
            return;
        }

        var recent = await work.QuerySingleOrDefaultAsync<int>(
            "select count(*)::int from password_resets where user_id = @known and created_at > @since",
            new { known, since = now - LimitWindow },
            cancellationToken);
        if (recent >= options.Value.PasswordResetsPerAccount)
        {
            return;
        }

        var reset = new PasswordResetRequested(known, Guid.NewGuid(), now + options.Value.PasswordResetLife);
        await work.ExecuteAsync(
            "insert into password_resets (hash, user_id, created_at, expires_at) values (@hash, @known, @now, @ExpiresAt)",
            new { hash = PasswordResetToken.Hash(tokens.Of(reset.ResetId)), known, now, reset.ExpiresAt },
            cancellationToken);
        work.Publish(reset);
        await work.CommitAsync(cancellationToken);
    }
}
