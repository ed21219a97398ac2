using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Platform.Messaging;

/// <summary>The event handlers of one service, by the name of the event.</summary>
public sealed class Subscriptions
{
    readonly Dictionary<string, Subscription> _byName = [];

    internal delegate Task<IReadOnlyList<IEvent>> Handler(
        IServiceProvider services, IReadOnlyList<Envelope> events, UnitOfWork work, CancellationToken cancellationToken);

    internal sealed record Subscription(EventType Type, Handler Handle, bool IsRepeatable);

    internal IEnumerable<EventType> Types => _byName.Values.Select(s => s.Type);

    /// <summary>The types of event that a replay may bring.</summary>
    internal IEnumerable<EventType> Repeatable => _byName.Values.Where(s => s.IsRepeatable).Select(s => s.Type);

    internal bool Wants(string name) => _byName.ContainsKey(name);

    internal bool CanRepeat(string name) => _byName.TryGetValue(name, out var subscription) && subscription.IsRepeatable;

    internal Subscription this[string name] => _byName[name];

    internal void Add<TEvent, THandler>(bool isRepeatable) where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent>
    {
        var type = EventCatalog.Of(typeof(TEvent));
        _byName.Add(type.Name, new(type, (services, events, work, cancellationToken) =>
        {
            var contexts = events
                .Select(e => new EventContext<TEvent>((TEvent)JsonSerializer.Deserialize(e.Data, type.Json)!, e))
                .ToList();
            return services.GetRequiredService<THandler>().HandleAsync(contexts, work, cancellationToken);
        }, isRepeatable));
    }

    /// <summary>
    /// Splits a batch into runs of one event name each that keep the order of each aggregate: an event joins the last run of its name
    /// unless a later run holds an event of its aggregate.
    /// </summary>
    internal static List<List<Envelope>> Runs(IReadOnlyList<Envelope> events)
    {
        var runs = new List<List<Envelope>>();
        var lastRunOfAggregate = new Dictionary<Guid, int>();
        var lastRunOfName = new Dictionary<string, int>();
        foreach (var envelope in events)
        {
            var earliestRun = lastRunOfAggregate.GetValueOrDefault(envelope.AggregateId, -1);
            if (!lastRunOfName.TryGetValue(envelope.Name, out var run) || run < earliestRun)
            {
                run = runs.Count;
                runs.Add([]);
                lastRunOfName[envelope.Name] = run;
            }

            runs[run].Add(envelope);
            lastRunOfAggregate[envelope.AggregateId] = run;
        }

        return runs;
    }
}
