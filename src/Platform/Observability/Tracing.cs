using System.Diagnostics;

namespace Cartwright.Platform.Observability;

/// <summary>Our own spans. Where nobody listens there are none, but the trace goes on: its context travels with requests, events and rows.</summary>
public static class Tracing
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "Cartwright";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>The W3C context of what is going on now; null outside any trace.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
}
