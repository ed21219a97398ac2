using System.Diagnostics;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Handles the events that are delivered to a service. One transaction holds the effects of the handlers, the events that they publish,
/// the ids of the handled events and the position in the publisher's log. An event that fails is attempted again later; the others go on.
/// </summary>
internal sealed class Inbox(
    ServiceName service, Database database, NpgsqlDataSource source, InboxStore store, DeadLetterStore deadLetters, Subscriptions subscriptions,
    Retries retries, MessagingMeter meter, IServiceProvider services, ILogger<Inbox> logger) : IEventSubscriber
{
    /// <inheritdoc/>
    public string Name => service.Value;

    /// <inheritdoc/>
    public IReadOnlyCollection<EventType> Events { get; } = [.. subscriptions.Types];

    /// <inheritdoc/>
    public NpgsqlDataSource Source => source;

    /// <inheritdoc/>
    public bool Wants(string name) => subscriptions.Wants(name);

    /// <inheritdoc/>
    public Task<long> GetPositionAsync(string publisher, CancellationToken cancellationToken) => store.GetPositionAsync(publisher, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsAnyMissingAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken) =>
        store.IsAnyMissingAsync([.. eventIds], cancellationToken);

    /// <inheritdoc/>
    public Task AddDeadLetterAsync(Envelope envelope, string error, CancellationToken cancellationToken) =>
        deadLetters.AddAsync(Events.FirstOrDefault(e => e.Name == envelope.Name)?.Publisher ?? "", envelope, error, cancellationToken);

    /// <inheritdoc/>
    public Task HandleAsync(IReadOnlyList<Envelope> events, LogPosition? position, CancellationToken cancellationToken) =>
        HandleAsync(events, position is null ? null : () => InboxStore.SavePosition(position), isReplay: false, cancellationToken);

    /// <summary>Handles events, as <see cref="IEventSubscriber.HandleAsync"/> does.</summary>
    /// <param name="events">Events that the service wants, in order.</param>
    /// <param name="progress">The command that saves the progress, in the transaction of the last event's effect.</param>
    /// <param name="isReplay">Whether to handle also events that were handled before.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    internal async Task HandleAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool isReplay, CancellationToken cancellationToken)
    {
        try
        {
            await HandleBatchAsync(events, progress, isReplay, cancellationToken);
        }
        catch (Exception error) when (!IsTransient(error, cancellationToken))
        {
            // Attempted one by one, only the event that fails has to wait.
            foreach (var envelope in events)
            {
                await HandleOneAsync(envelope, envelope == events[^1] ? progress : null, isReplay, cancellationToken);
            }
        }
    }

    async Task HandleBatchAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool isReplay, CancellationToken cancellationToken)
    {
        using var spans = EventSpans.Start(events, service.Value);
        try
        {
            await CommitEffectsAsync(spans.Events, progress, isReplay, cancellationToken);
        }
        catch (Exception error)
        {
            spans.Fail(error);
            throw;
        }
    }

    async Task CommitEffectsAsync(IReadOnlyList<Envelope> events, Func<NpgsqlBatchCommand>? progress, bool isReplay, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var work = await database.BeginAsync(cancellationToken);
        var (newIds, blockedAggregates) = await InboxStore.AddAsync(work, events, isReplay, cancellationToken);
        // A transport may deliver an event twice in one batch.
        var newEvents = events.Where(e => newIds.Contains(e.Id)).DistinctBy(e => e.Id).ToList();

        // An event waits for an earlier one of its aggregate.
        var blocked = newEvents.Where(e => blockedAggregates.Contains(e.AggregateId)).ToList();
        if (blocked.Count > 0)
        {
            await retries.AddAsync(work, blocked, "An earlier event of the same aggregate waits.", cancellationToken);
        }

        var handled = newEvents.Where(e => !blockedAggregates.Contains(e.AggregateId)).ToList();
        await InvokeHandlersAsync(handled, work, cancellationToken);
        if (progress is not null)
        {
            work.BeforeCommit(progress());
        }

        await work.CommitAsync(cancellationToken);
        meter.Handled(events.Count, newEvents.Count, handled, start, isReplay);
        if (blocked.Count > 0)
        {
            retries.Wake();
        }
    }

    async Task HandleOneAsync(Envelope envelope, Func<NpgsqlBatchCommand>? progress, bool isReplay, CancellationToken cancellationToken)
    {
        using var spans = EventSpans.Start([envelope], service.Value);
        try
        {
            await CommitEffectsAsync(spans.Events, progress, isReplay, cancellationToken);
        }
        catch (Exception error) when (!IsTransient(error, cancellationToken))
        {
            spans.Fail(error);
            meter.Failed(envelope);
            logger.EventFailed(error, envelope.Name, envelope.Id);
            await using var work = await database.BeginAsync(cancellationToken);
            var (newIds, _) = await InboxStore.AddAsync(work, [envelope], isReplay, cancellationToken);
            if (newIds.Count > 0)
            {
                await retries.AddAsync(work, [envelope], error.Message, cancellationToken);
            }

            if (progress is not null)
            {
                work.BeforeCommit(progress());
            }

            await work.CommitAsync(cancellationToken);
            retries.Wake();
        }
    }

    /// <summary>Invokes the handlers of events in a transaction and publishes the events that they return.</summary>
    internal async Task InvokeHandlersAsync(IReadOnlyList<Envelope> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var causes = new Dictionary<Guid, Envelope>();
        foreach (var run in Subscriptions.Runs(events))
        {
            foreach (var envelope in run)
            {
                causes[envelope.AggregateId] = envelope;
            }

            foreach (var fact in await subscriptions[run[0].Name].Handle(services, run, work, cancellationToken))
            {
                work.Publish(fact, causes.GetValueOrDefault(fact.AggregateId));
            }
        }
    }

    /// <summary>Whether an error says nothing about the event: the database does not answer, rows were contended for, or the service stops.</summary>
    internal static bool IsTransient(Exception error, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || error is NpgsqlException { IsTransient: true };
}
