using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Webhooks;

/// <summary>The rows of deliveries that are sent.</summary>
internal sealed class DeliveryStore(
    Database database, WebhookSecrets secrets, IOptions<WebhooksOptions> options, TimeProvider time, ILogger<DeliveryStore> logger)
{
    const string Unreadable = "Its secret cannot be read, because the secret of the system has changed. Rotate it, then enable the webhook.";
    const string Disable = "update webhooks set status = 'disabled', disabled_reason = @reason, version = version + 1, updated_at = @now where id = @webhook and status = 'active'";

    static readonly TimeSpan LeaseMargin = TimeSpan.FromMinutes(1);

    sealed record TargetRow(Guid Id, string Url, byte[] Secret, byte[]? OldSecret);

    sealed record Failing(DateTimeOffset? Since);

    /// <summary>The active webhooks with a delivery that is due. One whose secret cannot be read is disabled: it must not keep the others from theirs.</summary>
    public async Task<IReadOnlyList<DeliveryTarget>> ListDueAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<TargetRow>(
            """
            select w.id, w.url, w.secret, case when w.old_secret_until > @now then w.old_secret end as old_secret
            from webhooks w
            where w.status = 'active' and exists (select from deliveries d where d.webhook_id = w.id and d.status = 'pending' and d.next_at <= @now)
            """,
            new { now = time.GetUtcNow() },
            cancellationToken);
        var targets = new List<DeliveryTarget>(rows.Count);
        foreach (var row in rows)
        {
            if (secrets.Open(row.Id, row.Secret, row.OldSecret) is { } opened)
            {
                targets.Add(new(row.Id, new Uri(row.Url), opened));
            }
            else if (await database.ExecuteAsync(Disable, new { webhook = row.Id, reason = Unreadable, now = time.GetUtcNow() }, cancellationToken) > 0)
            {
                logger.WebhookDisabled(row.Id, Unreadable);
            }
        }

        return targets;
    }

    /// <summary>
    /// Claims deliveries of a webhook that are due. Of each aggregate it is the first that has not ended, so that a receiver gets its events in their order.
    /// </summary>
    public Task<IReadOnlyList<DueDelivery>> ClaimAsync(Guid webhook, int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<DueDelivery>(
            """
            update deliveries d set attempts = d.attempts + 1, next_at = @leaseUntil
            from (
                select c.id, m.payload
                from deliveries c join messages m on m.event_id = c.event_id
                where c.webhook_id = @webhook and c.status = 'pending' and c.next_at <= @now
                    and not exists (
                        select from deliveries e
                        where e.webhook_id = c.webhook_id and e.aggregate_id = c.aggregate_id and e.status = 'pending' and e.number < c.number)
                    and exists (select from webhooks w where w.id = c.webhook_id and w.status = 'active')
                order by c.next_at, c.number
                limit @max
                for update of c skip locked) as due
            where d.id = due.id
            returning d.id, d.event_id, d.attempts, d.attempts_before, due.payload
            """,
            new { webhook, max, now, leaseUntil = now + options.Value.Timeout + LeaseMargin },
            cancellationToken);
    }

    /// <summary>Saves what became of deliveries, and disables their webhook if its server wants no more or has failed for too long.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="attempts">The attempts.</param>
    /// <param name="unsent">Deliveries that were claimed and not sent: any instance may send them at once.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Why the webhook is now disabled; null if it is not.</returns>
    public async Task<string?> RecordAsync(
        Guid webhook, IReadOnlyList<DeliveryAttempt> attempts, IReadOnlyCollection<Guid> unsent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        // Before its deliveries, as the deletion of a webhook does.
        await work.ExecuteAsync("select from webhooks where id = @webhook for no key update", new { webhook }, cancellationToken);
        await work.ExecuteAsync(
            "update deliveries set attempts = attempts - 1, next_at = @now where id = any(@unsent) and status = 'pending'", new { unsent = unsent.ToArray(), now },
            cancellationToken);
        var isFinal = await RecordAsync(work, attempts, now, cancellationToken);
        var failing = await work.QuerySingleOrDefaultAsync<Failing>(
            """
            update webhooks set failing_since = case when @delivered then null when @failed then coalesce(failing_since, @now) else failing_since end
            where id = @webhook and status = 'active'
            returning failing_since as since
            """,
            new { webhook, now, delivered = attempts.Any(a => a.IsDelivered), failed = attempts.Count > 0 },
            cancellationToken);
        var reason = failing is null ? null
            : attempts.Any(a => a.IsUnwanted) ? "The server answered 410: it wants no more deliveries."
            : isFinal && now - failing.Since >= options.Value.DisableAfter ? $"No delivery has succeeded since {failing.Since:u}."
            : null;
        if (reason is not null)
        {
            await work.ExecuteAsync(Disable, new { webhook, reason, now }, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return reason;
    }

    /// <returns>Whether a delivery has failed for good.</returns>
    static async Task<bool> RecordAsync(UnitOfWork work, IReadOnlyList<DeliveryAttempt> attempts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waits = attempts.Select(a => a.NextAfter(Random.Shared.NextDouble())).ToList();
        string[] statuses = [.. attempts.Zip(waits, (a, wait) => a.IsDelivered ? DeliveryStatus.Delivered : wait is null ? DeliveryStatus.Failed : DeliveryStatus.Pending)];
        // Meanwhile a webhook may have been deleted, with its deliveries, or somebody may have asked for another attempt, which this one does not take away.
        await work.ExecuteAsync(
            """
            with attempt as (
                select * from unnest(@ids, @numbers, @before, @times, @milliseconds, @codes, @errors, @answers, @statuses, @nexts)
                    as a (id, number, attempts_before, at, milliseconds, status_code, error, answer, status, next_at)
            ), decided as (
                update deliveries d
                set status = a.status, next_at = a.next_at, ended_at = case when a.status = 'pending' then null else @now end
                from attempt a where d.id = a.id and d.attempts = a.number and d.attempts_before = a.attempts_before
            )
            insert into attempts (delivery_id, number, at, milliseconds, status_code, error, answer)
            select a.id, a.number, a.at, a.milliseconds, a.status_code, a.error, a.answer from attempt a join deliveries d on d.id = a.id
            on conflict (delivery_id, number) do nothing
            """,
            new
            {
                now,
                statuses,
                ids = attempts.Select(a => a.Delivery.Id).ToArray(),
                numbers = attempts.Select(a => a.Delivery.Attempts).ToArray(),
                before = attempts.Select(a => a.Delivery.AttemptsBefore).ToArray(),
                times = attempts.Select(a => a.At.UtcDateTime).ToArray(),
                milliseconds = attempts.Select(a => (int)a.Took.TotalMilliseconds).ToArray(),
                codes = attempts.Select(a => a.StatusCode).ToArray(),
                errors = attempts.Select(a => a.Error).ToArray(),
                answers = attempts.Select(a => a.Answer).ToArray(),
                nexts = waits.Select(wait => (now + (wait ?? TimeSpan.Zero)).UtcDateTime).ToArray(),
            },
            cancellationToken);
        return statuses.Contains(DeliveryStatus.Failed);
    }
}
