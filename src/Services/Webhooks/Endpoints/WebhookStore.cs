using Cartwright.Platform.Data;

namespace Cartwright.Webhooks;

/// <summary>The rows of webhooks.</summary>
internal sealed class WebhookStore(Database database, WebhookSecrets secrets, TimeProvider time)
{
    const string DisabledByHand = "It was disabled by hand.";

    /// <summary>A webhook; null if there is none.</summary>
    public Task<Webhook?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<Webhook>($"select {Webhook.Columns} from webhooks where id = @id", new { id }, cancellationToken);

    /// <summary>Webhooks before an id, the newest first.</summary>
    public Task<IReadOnlyList<Webhook>> ListAsync(Guid? before, int take, CancellationToken cancellationToken) => database.QueryAsync<Webhook>(
        $"select {Webhook.Columns} from webhooks where @before::uuid is null or id < @before order by id desc limit @take", new { before, take }, cancellationToken);

    /// <summary>Locks a webhook; null if there is none.</summary>
    public static Task<Webhook?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<Webhook>($"select {Webhook.Columns} from webhooks where id = @id for update", new { id }, cancellationToken);

    /// <summary>Adds a webhook.</summary>
    /// <returns>The webhook and its secret; null if there are <see cref="WebhookRules.WebhooksMax"/> already.</returns>
    public async Task<(Webhook Webhook, string Secret)?> AddAsync(WebhookRequest input, CancellationToken cancellationToken)
    {
        var (id, secret) = (Guid.CreateVersion7(), WebhookSignature.NewSecret());
        await using var work = await database.BeginAsync(cancellationToken);
        // Two who add at once would both see room for one more.
        await work.ExecuteAsync("lock table webhooks in share row exclusive mode", null, cancellationToken);
        var added = await work.QuerySingleOrDefaultAsync<Webhook>(
            $"""
            insert into webhooks (id, url, description, events, status, disabled_reason, secret, created_at, updated_at)
            select @id, @Url, @Description, @events, case when @Active then 'active' else 'disabled' end, case when not @Active then @DisabledByHand end, @secret, @now, @now
            where (select count(*) from webhooks) < @WebhooksMax
            returning {Webhook.Columns}
            """,
            new
            {
                id, input.Url, input.Description, input.Active, DisabledByHand, WebhookRules.WebhooksMax,
                events = input.Events.ToArray(), secret = secrets.Wrap(id, secret), now = time.GetUtcNow(),
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return added is null ? null : (added, secret);
    }

    /// <summary>Replaces a webhook that the transaction has locked. One that is enabled again attempts at once what waits.</summary>
    public async Task<Webhook> ReplaceAsync(UnitOfWork work, Webhook current, WebhookRequest input, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (input.Active && !current.IsActive)
        {
            await work.ExecuteAsync(
                "update deliveries set next_at = @now where webhook_id = @Id and status = 'pending'", new { now, current.Id }, cancellationToken);
        }

        return (await work.QuerySingleOrDefaultAsync<Webhook>(
            $"""
            update webhooks
            set url = @Url, description = @Description, events = @events, status = case when @Active then 'active' else 'disabled' end,
                disabled_reason = case when not @Active then coalesce(disabled_reason, @DisabledByHand) end,
                failing_since = case when status = 'active' then failing_since end, version = version + 1, updated_at = @now
            where id = @Id
            returning {Webhook.Columns}
            """,
            new { current.Id, input.Url, input.Description, input.Active, DisabledByHand, events = input.Events.ToArray(), now },
            cancellationToken))!;
    }

    /// <summary>Gives a webhook that the transaction has locked a new secret. The one before signs beside it for a while.</summary>
    public async Task<(Webhook Webhook, string Secret)> RotateAsync(UnitOfWork work, Guid id, TimeSpan oldLife, CancellationToken cancellationToken)
    {
        var (secret, now) = (WebhookSignature.NewSecret(), time.GetUtcNow());
        var webhook = await work.QuerySingleOrDefaultAsync<Webhook>(
            $"""
            update webhooks set old_secret = secret, old_secret_until = @until, secret = @secret, version = version + 1, updated_at = @now
            where id = @id
            returning {Webhook.Columns}
            """,
            new { id, secret = secrets.Wrap(id, secret), until = now + oldLife, now },
            cancellationToken);
        return (webhook!, secret);
    }
}
