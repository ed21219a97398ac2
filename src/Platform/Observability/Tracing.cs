using System.Diagnostics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>
/// The spans of Cartwright. Without an exporter there are no spans, but the trace context is still propagated: with requests, events, rows and
/// log messages.
/// </summary>
public static class Tracing
{
    /// <summary>The name of their activity source.</summary>
    public const string SourceName = "Cartwright";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>The current W3C trace context; null outside a trace.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Resumes the trace of work that was stored for later.</summary>
    /// <param name="name">The name of the work.</param>
    /// <param name="context">Its stored W3C trace context; null starts a trace.</param>
    /// <param name="service">The service.</param>
    internal static Activity Resume(string name, string? context, string service) =>
        Span(name, ActivityKind.Internal, context, service) ?? Carry(name, context);

    /// <summary>Starts the span of an event handler, in the trace of the cause of the event; null if traces are not exported.</summary>
    internal static Activity? TryConsume(Envelope envelope, string service)
    {
        var span = Span(envelope.Name, ActivityKind.Consumer, envelope.TraceParent, service);
        span?.SetTag("messaging.message.id", envelope.Id);
        span?.SetTag("cartwright.aggregate.id", envelope.AggregateId);
        return span;
    }

    /// <summary>Starts a trace for work on behalf of several traces, with links to them; null if traces are not exported.</summary>
    internal static Activity? Together(string name, IEnumerable<Activity?> parts, string? service)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        var links = parts.OfType<Activity>().Select(part => new ActivityLink(part.Context)).ToList();
        var span = Source.StartActivity(ActivityKind.Internal, links: links, name: name);
        span?.SetTag("service", service);
        return span;
    }

    /// <summary>Propagates a context to calls, events and log messages without an exported span.</summary>
    internal static Activity Carry(string name, string? context)
    {
        var activity = new Activity(name);
        if (context is not null)
        {
            activity.SetParentId(context);
        }

        return activity.Start();
    }

    static Activity? Span(string name, ActivityKind kind, string? context, string service)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext.TryParse(context, null, isRemote: true, out var parent);
        var span = Source.StartActivity(name, kind, parent);
        span?.SetTag("service", service);
        return span;
    }
}
