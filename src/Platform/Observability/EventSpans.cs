using System.Diagnostics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>
/// The spans of events that one transaction handles: one per event, in the trace of its cause, so that an order stays one trace in any batch;
/// for several events also a span of the transaction that links to them. A single event always has a trace context, which calls and messages
/// propagate; several have one only if traces are exported.
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

    /// <summary>The events, each with its span as the parent of its effects.</summary>
    public IReadOnlyList<Envelope> Events { get; }

    /// <summary>Starts the spans.</summary>
    public static EventSpans Start(IReadOnlyList<Envelope> events, string service) => new(events, service);

    /// <summary>Marks the spans as failed.</summary>
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
