namespace Cartwright.Unit.Architecture;

/// <summary>The events that each service subscribes to when it configures itself.</summary>
internal static class ServiceSubscriptions
{
    /// <summary>The services that handle an event, by its name.</summary>
    public static ILookup<string, string> ByEvent { get; } = ServiceSetups.ByService
        .SelectMany(service => service.Value.Subscriptions.Types.Select(type => (Event: type.Name, Subscriber: service.Key)))
        .ToLookup(s => s.Event, s => s.Subscriber);
}
