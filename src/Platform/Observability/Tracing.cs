using System.Diagnostics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>
/// Our own spans. Where nobody gets the traces there are no spans, but the trace goes on all the same: its context travels with requests,
/// events and rows, and stands in messages.
/// </summary>
public static class Tracing
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "Cartwright";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>The W3C context of what is going on now; null outside any trace.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Goes on with a trace, for work that was written down and is done later.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="context">The W3C context that was kept with it; without one a trace begins.</param>
    /// <param name="service">Who does it.</param>
    internal static Activity Resume(string name, string? context, string service) =>
        Span(name, ActivityKind.Internal, context, service) ?? Carry(name, context);

    /// <summary>The handling of an event, in the trace of what caused it; null where nobody gets the traces.</summary>
    internal static Activity? TryConsume(Envelope envelope, string service)
    {
        var span = Span(envelope.Name, ActivityKind.Consumer, envelope.TraceParent, service);
        span?.SetTag("messaging.message.id", envelope.Id);
        span?.SetTag("cartwright.aggregate.id", envelope.AggregateId);
        return span;
    }

    /// <summary>Work that is done together for several traces: a trace of its own with links to them. Null where nobody gets the traces.</summary>
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

    /// <summary>Carries a context to calls, events and messages; nobody gets it as a span.</summary>
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
