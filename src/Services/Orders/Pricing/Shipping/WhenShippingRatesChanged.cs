using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Keeps a copy of the zones and methods of shipping, so that an order is priced without a call to another service.</summary>
internal sealed class WhenShippingRatesChanged : IEventHandler<ShippingRatesChanged>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShippingRatesChanged>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var newest = events.Select(e => e.Event).MaxBy(e => e.RatesVersion)!;
        await work.ExecuteAsync(
            "update shipping_rates set version = @RatesVersion, rates = @rates::jsonb where version < @RatesVersion",
            new { newest.RatesVersion, rates = JsonSerializer.Serialize(new RateTable(newest.Zones, newest.Methods), OrdersJson.Default.RateTable) },
            cancellationToken);
        return [];
    }
}
