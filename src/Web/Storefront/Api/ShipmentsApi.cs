using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>The shipments of the customer's orders.</summary>
internal sealed class ShipmentsApi(IHttpClientFactory clients, Visitor visitor, ILogger<ShipmentsApi> logger) : ApiClient("shipping", clients, visitor)
{
    /// <summary>How long a page waits for what it can do without.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The shipments of an order, as many as a page shows; none while the service does not answer, because the order says the most important itself.</summary>
    public async Task<IReadOnlyList<Shipment>> OfOrderAsync(Guid orderId, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync($"/api/shipments?orderId={orderId}&limit=100", ApiJson.Default.ShipmentPage, cancellationToken))?.Items ?? [];
        }
        catch (ServiceUnavailableException error)
        {
            logger.ShipmentsMissing(orderId, error);
            return [];
        }
    }
}

/// <summary>A page of shipments.</summary>
/// <param name="Items">The shipments.</param>
public sealed record ShipmentPage(IReadOnlyList<Shipment> Items);

/// <summary>A shipment of an order.</summary>
/// <param name="Id">The shipment.</param>
/// <param name="Status">One of <c>ready</c>, <c>dispatching</c>, <c>dispatched</c>, <c>delivered</c>, <c>cancelled</c>.</param>
/// <param name="Lines">What it contains.</param>
/// <param name="CarrierName">The carrier, once it has it.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="TrackingUrl">The carrier's page about it.</param>
/// <param name="DispatchedAt">When the carrier got it.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record Shipment(
    Guid Id, string Status, IReadOnlyList<ShipmentContent> Lines, string? CarrierName, string? TrackingNumber, string? TrackingUrl,
    DateTimeOffset? DispatchedAt, DateTimeOffset? DeliveredAt, int Version);

/// <summary>Units in a shipment.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units.</param>
public sealed record ShipmentContent(string Sku, string Name, int Quantity);
