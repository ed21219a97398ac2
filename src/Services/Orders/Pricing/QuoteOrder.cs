using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>A line to price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units; 10,000 at most of a SKU, over all lines.</param>
public sealed record QuoteItemRequest([property: StringLength(64, MinimumLength = 1)] string Sku, [property: Range(1, OrderedItems.QuantityMax)] int Quantity);

/// <summary>Lines to price.</summary>
/// <param name="Items">At most 200 lines.</param>
/// <param name="Country">The country of destination (ISO 3166-1 alpha-2), for the tax and the methods of shipping.</param>
/// <param name="Postcode">The postal code of the destination, for the methods of shipping.</param>
/// <param name="ShippingMethod">The code of the method of shipping whose price is part of the total; without it, the cheapest one.</param>
public sealed record QuoteRequest(
    [property: Length(0, 200), NoNulls] IReadOnlyList<QuoteItemRequest> Items, [property: CountryCode] string? Country,
    [property: StringLength(PostalAddress.ZipCodeMax)] string? Postcode = null,
    [property: StringLength(ShippingOffer.CodeMax, MinimumLength = 1)] string? ShippingMethod = null);

/// <summary>A method of shipping that takes the lines to the destination.</summary>
/// <param name="Code">Its code, for <c>shippingMethod</c> of an order.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">What it costs, in the currency of the quote.</param>
/// <param name="Days">The days after which the order has arrived, as it is promised; null where nothing is promised.</param>
/// <param name="Zone">The code of the zone that the destination is in; null where the price is that of the settings.</param>
public sealed record QuoteShippingMethod(string Code, string Name, decimal Price, int? Days, string? Zone);

/// <summary>A line with its current price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">URL of its image.</param>
/// <param name="Options">The option values of the variant by name, for example its size.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit now.</param>
/// <param name="LineTotal">Quantity times price.</param>
/// <param name="Currency">ISO 4217 code of its price.</param>
/// <param name="Available">Units that can be ordered, as the catalog shows.</param>
/// <param name="Active">Whether it is on sale.</param>
/// <param name="Issue"><c>currency_mismatch</c> when it cannot be ordered with the others because of its currency; it is not part of the totals.</param>
/// <param name="Parts">What one unit of a bundle consists of now; null when it is no bundle.</param>
public sealed record QuoteItemResponse(
    string Sku, Guid ProductId, string Name, string? Image, IReadOnlyDictionary<string, string>? Options, int Quantity, decimal UnitPrice, decimal LineTotal,
    string Currency, int Available, bool Active, [property: OneOf("currency_mismatch")] string? Issue,
    IReadOnlyList<OrderLinePart>? Parts);

/// <summary>The current prices of lines and their totals.</summary>
/// <param name="Items">The lines with a known SKU.</param>
/// <param name="Unknown">The unknown SKUs.</param>
/// <param name="Subtotal">Sum of the lines on sale in the currency.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of shipping.</param>
/// <param name="Total">Sum of the three.</param>
/// <param name="Currency">ISO 4217 code: that of the first line on sale that orders are taken in; of a quote of nothing, the shop's (<c>Shop:Currency</c>).</param>
/// <param name="WeightGrams">The weight of the lines that are part of the totals, in grams.</param>
/// <param name="ShippingMethods">The methods that take them to the destination, the cheapest one first; none while the destination is not known.</param>
/// <param name="ShippingMethod">The code of the method whose price is part of the total; null where there is none.</param>
/// <param name="ShippingIsEstimate">Whether the price of shipping depends on a destination that the request does not name.</param>
public sealed record QuoteResponse(
    IReadOnlyList<QuoteItemResponse> Items, IReadOnlyList<string> Unknown, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency,
    long WeightGrams, IReadOnlyList<QuoteShippingMethod> ShippingMethods, string? ShippingMethod, bool ShippingIsEstimate);

/// <summary>Prices lines by the rules of an order, so that a cart and its order have the same totals.</summary>
internal static class QuoteOrder
{
    const string CurrencyMismatch = "currency_mismatch";

    public static async Task<Results<Ok<QuoteResponse>, ProblemHttpResult>> HandleAsync(
        QuoteRequest request, CatalogClient catalog, ShippingOffers shipping, IOptions<OrdersOptions> options, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        if (request.Items.Index().GroupBy(i => i.Item.Sku).FirstOrDefault(g => g.Sum(i => i.Item.Quantity) > OrderedItems.QuantityMax) is { } tooMany)
        {
            return Problems.Invalid($"items[{tooMany.Last().Index}].quantity", OrderedItems.TooMany);
        }

        var found = request.Items.Count == 0
            ? new CatalogAnswer([])
            : await catalog.FindAsync(new([.. request.Items.Select(i => i.Sku)], []), cancellationToken);
        var lines = request.Items
            .Select(item => (item.Quantity, Variant: found.Sku(item.Sku)))
            .Where(line => line.Variant is not null)
            .Select(line => (line.Quantity, Variant: line.Variant!, UnitPrice: line.Variant!.UnitPrice))
            .ToList();
        var onSale = lines.Where(l => l.Variant.Active).ToList();
        var accepted = Pricing.CurrencyOf(onSale.Select(l => l.UnitPrice), options.Value);
        var currency = accepted ?? (lines.Count > 0 ? lines[0].UnitPrice.Currency : Currency.Of(shop.Value.Currency));
        var counted = onSale.Where(l => l.UnitPrice.Currency == accepted).ToList();
        var priced = counted.Select(l => (l.Quantity, l.UnitPrice)).ToList();
        var parcel = accepted is null
            ? null
            : new Parcel(Pricing.Subtotal(priced, accepted), counted.Sum(l => (long)l.Quantity * l.Variant.WeightGrams), request.Country, request.Postcode);
        var offers = parcel is null ? [] : await shipping.ListAsync(parcel, cancellationToken);
        var (chosen, refusal) = parcel is null ? default : ShippingOffers.Choose(offers, request.ShippingMethod, "country");
        if (refusal is not null)
        {
            return refusal;
        }

        var isEstimate = request.Country is null && chosen is not null && await shipping.DependOnDestinationAsync(cancellationToken);
        var totals = chosen is null ? null : Pricing.Of(priced, chosen.Price, request.Country, options.Value);
        var nothing = Money.Zero(currency).Amount;
        return TypedResults.Ok(new QuoteResponse(
            [.. lines.Select(l => Of(l.Variant, l.Quantity, l.UnitPrice, accepted))],
            [.. request.Items.Select(i => i.Sku).Where(sku => found.Sku(sku) is null)],
            totals?.Subtotal.Amount ?? nothing, totals?.Tax.Amount ?? nothing, totals?.Shipping.Amount ?? nothing, totals?.Total.Amount ?? nothing, currency.Code,
            parcel?.Grams ?? 0, isEstimate ? [] : [.. offers.Select(o => new QuoteShippingMethod(o.Code, o.Name, o.Price.Amount, o.Days, o.Zone))],
            isEstimate ? null : chosen?.Code, isEstimate));
    }

    static QuoteItemResponse Of(SkuResponse variant, int quantity, Money unitPrice, Currency? accepted) => new(
        variant.Sku, variant.ProductId, variant.Name, variant.Image, variant.Options, quantity, unitPrice.Amount, (quantity * unitPrice).Amount,
        unitPrice.Currency.Code, variant.Available, variant.Active, unitPrice.Currency == accepted ? null : CurrencyMismatch,
        variant.Parts);
}
