namespace Cartwright.Orders;

/// <summary>Prices parcels: by the shop's own table (<see cref="TableRates"/>), or as a carrier asks for.</summary>
internal interface IRateProvider
{
    /// <summary>The methods that take a parcel, in any order.</summary>
    /// <returns>The offers, none if no method takes it; null if the provider has no prices for the destination, so that others decide.</returns>
    Task<IReadOnlyList<ShippingOffer>?> FindOffersAsync(Parcel parcel, CancellationToken cancellationToken);

    /// <summary>Whether it has prices for any destination.</summary>
    Task<bool> HasPricesAsync(CancellationToken cancellationToken);
}
