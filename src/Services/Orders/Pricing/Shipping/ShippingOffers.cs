using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>
/// Finds the methods that take a parcel. Where no provider has prices for its destination, the one method is <see cref="Standard"/> at the price of the settings.
/// </summary>
internal sealed class ShippingOffers(IEnumerable<IRateProvider> providers, IOptions<OrdersOptions> options)
{
    /// <summary>The code of the method that has the price of the settings.</summary>
    public const string Standard = "standard";

    /// <summary>The offers, the cheapest one first.</summary>
    public async Task<IReadOnlyList<ShippingOffer>> ListAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(providers.Select(provider => provider.FindOffersAsync(parcel, cancellationToken)));
        return found.All(offers => offers is null)
            ? [new(Standard, "Standard shipping", Pricing.StandardShipping(parcel.Subtotal, options.Value), null, null)]
            : [.. found.SelectMany(offers => offers ?? []).OrderBy(o => o.Price.Amount).ThenBy(o => o.Days).ThenBy(o => o.Code, StringComparer.Ordinal)];
    }

    /// <summary>Whether a price can be another one for another destination.</summary>
    public async Task<bool> DependOnDestinationAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(providers.Select(provider => provider.HasPricesAsync(cancellationToken)))).Contains(true);

    /// <summary>The offer of a method, or the cheapest one, or why there is none.</summary>
    /// <param name="offers">The offers, the cheapest one first.</param>
    /// <param name="method">The code of the wanted method, if one is wanted.</param>
    /// <param name="destination">The field that names the destination.</param>
    public static (ShippingOffer? Offer, ProblemHttpResult? Refusal) Choose(IReadOnlyList<ShippingOffer> offers, string? method, string destination)
    {
        if (offers.Count == 0)
        {
            return (null, Problems.Unprocessable(destination, "No method of shipping takes this order to the destination."));
        }

        return offers.FirstOrDefault(o => method is null || o.Code == method) is { } offer
            ? (offer, null)
            : (null, Problems.Unprocessable(
                "shippingMethod", $"This method does not take the order to the destination. Methods that do: {string.Join(", ", offers.Select(o => o.Code))}."));
    }
}
