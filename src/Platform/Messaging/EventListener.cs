namespace Cartwright.Platform.Messaging;

/// <summary>Passes every event of a publisher to a callback when it arrives, on every instance.</summary>
internal sealed class EventListener(
    IServiceProvider services, IEventTransport transport, string publisher,
    Action<IServiceProvider, Envelope> onEvent, Action<IServiceProvider> onMissed) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport.ListenAsync(publisher, envelope => onEvent(services, envelope), () => onMissed(services), stoppingToken);
}
