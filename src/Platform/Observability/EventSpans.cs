using System.Diagnostics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>
/// The spans of events that are handled in one transaction: one per event, in the trace of what caused it, so that an order stays one trace
/// whatever it is batched with; and, where there are several, one of the transaction with links to them. A single event always has a context,
/// which calls and messages carry on; several have one only where somebody gets the traces.
/// </summary>
internal sealed class EventSpans : IDisposable
{
    readonly Activity? _before = Activity.Current;
    readonly List<Activity> _spans = [];
    readonly Activity? _current;

    EventSpans(IReadOnlyList<Envelope> events, string service)
    {
        Events = events.Count == 1 ? [Traced(events[0], service)] : [.. events.Select(e => Traced(e, service))];
        _current = events.Count == 1 && _spans.Count == 0
            ? Tracing.Carry(events[0].Name, events[0].TraceParent)
            : events.Count > 1 ? Tracing.Together("handle events", _spans, service) : null;
    }

    /// <summary>The events, with their spans as causes of what follows from them.</summary>
    public IReadOnlyList<Envelope> Events { get; }

    /// <summary>Begins the spans.</summary>
    public static EventSpans Start(IReadOnlyList<Envelope> events, string service) => new(events, service);

    /// <summary>The transaction failed.</summary>
    public void Fail(Exception error)
    {
        foreach (var span in _spans)
        {
            span.SetStatus(ActivityStatusCode.Error, error.Message);
        }
    }

    public void Dispose()
    {
        _current?.Dispose();
        _spans.ForEach(span => span.Dispose());
        Activity.Current = _before;
    }

    Envelope Traced(Envelope envelope, string service)
    {
        if (Tracing.TryConsume(envelope, service) is not { } span)
        {
            return envelope;
        }

        _spans.Add(span);
        return envelope with { TraceParent = span.Id };
    }
}
