using System.Globalization;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Webhooks;

/// <summary>Adds deliveries, in the transaction that handles their events: no event is lost on the way to a webhook, and none is added twice.</summary>
internal sealed class DeliveryWriter(SendDeliveries sender, TimeProvider time)
{
    /// <summary>Adds a delivery of each event to each active webhook that wants it.</summary>
    public async Task AddAsync(UnitOfWork work, EventType type, IReadOnlyList<Envelope> events, CancellationToken cancellationToken)
    {
        // A log may hold events of several versions.
        foreach (var version in events.GroupBy(e => e.Version))
        {
            string[] names = [OfferedEvents.All, type.Name, $"{type.Name}@{version.Key.ToString(CultureInfo.InvariantCulture)}"];
            var webhooks = await work.QueryAsync<Guid>("select id from webhooks where status = 'active' and events && @names", new { names }, cancellationToken);
            if (webhooks.Count > 0)
            {
                await AddAsync(work, [.. webhooks], [.. version.Select(e => new Message(e.Id, type.Name, e.AggregateId, e.Time, Payload.Of(type, e)))], cancellationToken);
            }
        }
    }

    /// <summary>Adds a delivery that tries a webhook.</summary>
    /// <returns>The id of the delivery.</returns>
    public async Task<Guid> AddTestAsync(UnitOfWork work, Guid webhook, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), time.GetUtcNow());
        await AddAsync(work, [webhook], [new(id, OfferedEvents.Test, webhook, now, Payload.OfTest(webhook, now))], cancellationToken);
        return await work.QuerySingleOrDefaultAsync<Guid>("select id from deliveries where event_id = @id", new { id }, cancellationToken);
    }

    async Task AddAsync(UnitOfWork work, Guid[] webhooks, Message[] messages, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            with message as (
                select * from unnest(@ids, @types, @aggregates, @times, @payloads) with ordinality as m (event_id, type, aggregate_id, occurred_at, payload, n)
            ), saved as (
                insert into messages (event_id, type, occurred_at, payload)
                select event_id, type, occurred_at, payload from message on conflict (event_id) do nothing
            )
            insert into deliveries (id, webhook_id, event_id, aggregate_id, status, next_at, created_at)
            select gen_random_uuid(), w.id, m.event_id, m.aggregate_id, 'pending', @now, @now
            from message m cross join unnest(@webhooks) w (id)
            where exists (select from webhooks where webhooks.id = w.id)
            order by m.n
            on conflict (webhook_id, event_id) do nothing
            """,
            new
            {
                webhooks,
                ids = messages.Select(m => m.EventId).ToArray(),
                types = messages.Select(m => m.Type).ToArray(),
                aggregates = messages.Select(m => m.AggregateId).ToArray(),
                times = messages.Select(m => m.OccurredAt.UtcDateTime).ToArray(),
                payloads = messages.Select(m => m.Payload).ToArray(),
                now = time.GetUtcNow(),
            },
            cancellationToken);
        work.AfterCommit(sender.Wake);
    }

    sealed record Message(Guid EventId, string Type, Guid AggregateId, DateTimeOffset OccurredAt, string Payload);
}
