namespace Cartwright.Orders;

/// <summary>Prices parcels by the table of zones and methods that staff edit in the shipping service.</summary>
internal sealed class TableRates(RateTables tables) : IRateProvider
{
    public async Task<IReadOnlyList<ShippingOffer>?> FindOffersAsync(Parcel parcel, CancellationToken cancellationToken) =>
        (await tables.CurrentAsync(cancellationToken)).FindOffers(parcel);

    public async Task<bool> HasPricesAsync(CancellationToken cancellationToken) => (await tables.CurrentAsync(cancellationToken)).Zones.Count > 0;
}
