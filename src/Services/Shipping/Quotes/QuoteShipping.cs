using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>Units to send.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units; 10,000 at most of a SKU, over all items.</param>
public sealed record ShippingQuoteItem([property: Required, StringLength(64, MinimumLength = 1)] string Sku, [property: Range(1, 10_000)] int Quantity);

/// <summary>What is to be sent, and where.</summary>
/// <param name="Items">1 to 200 items.</param>
/// <param name="Country">The country of destination (ISO 3166-1 alpha-2).</param>
/// <param name="Postcode">The postal code of the destination, if it has one.</param>
public sealed record ShippingQuoteRequest(
    [property: Required, Length(1, 200), NoNulls] IReadOnlyList<ShippingQuoteItem> Items, [property: Required, CountryCode] string Country,
    [property: StringLength(PostalAddress.ZipCodeMax)] string? Postcode);

/// <summary>A method that takes the items.</summary>
/// <param name="Code">Its code, for <c>shippingMethod</c> of an order.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Days">The days after which the order has arrived, as it is promised; null where nothing is promised.</param>
/// <param name="Zone">The code of the zone that the destination is in; null where the price is that of the settings.</param>
public sealed record ShippingQuoteMethod(string Code, string Name, decimal Price, int? Days, string? Zone);

/// <summary>The methods that take items to a destination.</summary>
/// <param name="Methods">The methods, the cheapest one first; none when no item is on sale.</param>
/// <param name="Currency">ISO 4217 code of the prices.</param>
/// <param name="WeightGrams">The weight of the items in grams, by which they are priced.</param>
/// <param name="Subtotal">The price of the items, by which they are priced.</param>
public sealed record ShippingQuoteResponse(IReadOnlyList<ShippingQuoteMethod> Methods, string Currency, long WeightGrams, decimal Subtotal);

/// <summary>Quotes the shipping of items. Orders prices them, so that a quote shows what an order would cost.</summary>
internal static class QuoteShipping
{
    public static async Task<Results<Ok<ShippingQuoteResponse>, ProblemHttpResult>> HandleAsync(
        ShippingQuoteRequest request, OrdersClient orders, CancellationToken cancellationToken)
    {
        var (quote, refusal) = await orders.QuoteAsync(new(request.Items, request.Country, request.Postcode), cancellationToken);
        if (refusal is not null)
        {
            return refusal.Status == StatusCodes.Status422UnprocessableEntity ? Problems.Unprocessable(refusal.Errors) : Problems.Invalid(refusal.Errors);
        }

        return TypedResults.Ok(new ShippingQuoteResponse(quote!.ShippingMethods, quote.Currency, quote.WeightGrams, quote.Subtotal));
    }
}
