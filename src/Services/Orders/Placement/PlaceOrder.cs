using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>A line to order.</summary>
/// <param name="Sku">Stock keeping unit; or</param>
/// <param name="ProductId">a product that has one variant only.</param>
/// <param name="Quantity">Units; 10,000 at most of a SKU, over all items.</param>
public sealed record OrderItemRequest(
    [property: StringLength(64, MinimumLength = 1)] string? Sku,
    Guid? ProductId,
    [property: Range(1, OrderedItems.QuantityMax)] int Quantity);

/// <summary>An order to place. The server decides the prices.</summary>
/// <param name="Items">The lines, at most 200; without them, the lines of the cart. Beside a cart they must be its lines.</param>
/// <param name="ShippingAddress">The address to ship to.</param>
/// <param name="BillingAddress">The billing address, if it differs.</param>
/// <param name="Payment">How it is paid.</param>
/// <param name="CartId">The ordered cart; a cart becomes one order only.</param>
/// <param name="ExpectedTotal">The total that the customer saw. An order with another total is refused with 409, which shows the new total.</param>
/// <param name="ShippingMethod">The code of the method of shipping, as a quote names it; without it, the cheapest one that takes the order.</param>
public sealed record PlaceOrderRequest(
    [property: Length(1, 200), NoNulls] IReadOnlyList<OrderItemRequest>? Items,
    PostalAddress ShippingAddress,
    PostalAddress? BillingAddress,
    PaymentRequest Payment,
    Guid? CartId,
    MoneyRequest? ExpectedTotal,
    [property: StringLength(ShippingOffer.CodeMax, MinimumLength = 1)] string? ShippingMethod = null);

/// <summary>
/// Places an order: prices from the catalog, then order, idempotency key and event in one statement that concurrent requests share.
/// Stock and payment follow after the answer, by events.
/// </summary>
internal static class PlaceOrder
{
    public static async Task<Results<Created<OrderResponse>, ProblemHttpResult>> HandleAsync(
        PlaceOrderRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        CatalogClient catalog,
        CartsClient carts,
        OrderReader reader,
        OrderWriter writer,
        ShippingOffers shipping,
        IOptions<OrdersOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > 255)
        {
            return Problems.Invalid("Idempotency-Key", "Send a header Idempotency-Key of 1 to 255 characters that is unique to this order.");
        }

        var (order, refusal) = await PriceAsync(request, user, catalog, carts, reader, shipping, options.Value, time.GetUtcNow(), cancellationToken);
        // A repeated request gets the first answer, also when its cart is ordered and prices have changed since.
        var outcome = order is not null
            ? await writer.PlaceAsync(new(order, idempotencyKey, Hash(request), Tracing.Context), cancellationToken)
            : (await reader.FindByKeyAsync(user.Id(), idempotencyKey, cancellationToken))?.AnswerTo(Hash(request));
        if (outcome is Placement.Placed { Order: var placed } && request.CartId is { } cartId)
        {
            await carts.TakeAsync(cartId, placed, cancellationToken);
        }

        return outcome switch
        {
            null => refusal!,
            Placement.Placed { Order: var known } => TypedResults.Created($"/api/orders/{known.Id}", known),
            Placement.OtherBody => Problems.Unprocessable("Idempotency-Key", "This key was used for another order. Use a new key for a new order."),
            Placement.CartTaken => OrderRefusals.CartTaken(),
            Placement.AccountErased => Problems.Unauthorized("This account was deleted."),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    /// <summary>Prices an order and compares it with what the customer saw.</summary>
    /// <returns>The order to write, or why there is none.</returns>
    static async Task<(NewOrder? Order, ProblemHttpResult? Refusal)> PriceAsync(
        PlaceOrderRequest request, ClaimsPrincipal user, CatalogClient catalog, CartsClient carts, OrderReader reader, ShippingOffers shipping, OrdersOptions options,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request is { Items: null, CartId: null })
        {
            return (null, Problems.Invalid("items", "Name the items to order, or a cart."));
        }

        var cart = request.CartId is { } cartId ? await carts.FindAsync(cartId, user.Id(), cancellationToken) : null;
        if (request.CartId is { } missing && cart is null)
        {
            return (null, await reader.HasOrderedAsync(user.Id(), missing, cancellationToken) ? OrderRefusals.CartTaken() : OrderRefusals.NoSuchCart());
        }

        if (cart is { Items.Count: 0 })
        {
            return (null, Problems.Unprocessable("cartId", "The cart is empty."));
        }

        var items = request.Items ?? [.. cart!.Items.Select(line => new OrderItemRequest(line.Sku, null, line.Quantity))];
        var query = new CatalogQuery(
            [.. items.Select(i => i.Sku).OfType<string>()],
            [.. items.Where(i => i.Sku is null).Select(i => i.ProductId).OfType<Guid>()]);
        var (lines, errors) = OrderedItems.Resolve(items, await catalog.FindAsync(query, cancellationToken), options);
        if (errors.Count > 0)
        {
            // The client sent no items whose fields could be named.
            return (null, request.Items is not null
                ? Problems.Invalid(errors)
                : Problems.Unprocessable("cartId", $"The cart cannot be ordered as it is: {errors.Values.First()[0]} Its lines show their issues."));
        }

        var (offer, unserved) = ShippingOffers.Choose(await shipping.ListAsync(Parcel.Of(request, lines), cancellationToken), request.ShippingMethod, "shippingAddress.country");
        if (offer is null)
        {
            return (null, unserved);
        }

        var order = NewOrder.Of(request, lines, offer, user.Id(), user.FullName(), options, now);
        return Compare(request, order, cart) is { } refusal ? (null, refusal) : (order, null);
    }

    static ProblemHttpResult? Compare(PlaceOrderRequest request, NewOrder order, CartLines? cart)
    {
        var ordered = order.Lines.ToDictionary(line => line.Sku);
        if (cart is not null && !(cart.Items.Count == ordered.Count && cart.Items.All(line => ordered.GetValueOrDefault(line.Sku)?.Quantity == line.Quantity)))
        {
            return OrderRefusals.OtherItems();
        }

        // A customer who names the new total has seen the new prices.
        if (request.ExpectedTotal is { } expected)
        {
            return expected.Is(order.Totals.Total) ? null : OrderRefusals.TotalChanged(order);
        }

        return cart?.Items.All(line => line.IsSeen(ordered[line.Sku].UnitPrice)) is false ? OrderRefusals.PricesChanged(order) : null;
    }

    /// <summary>
    /// The hash by which a repeated request is recognised, also by other versions of this service: the members that came later are part of it only where
    /// they are used.
    /// </summary>
    internal static byte[] Hash(PlaceOrderRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new PlaceOrderBody(request.Items, request.ShippingAddress, request.BillingAddress, request.Payment, request.CartId, request.ShippingMethod), Hashed));

    static readonly JsonTypeInfo<PlaceOrderBody> Hashed = (JsonTypeInfo<PlaceOrderBody>)new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = OrdersJson.Default.WithAddedModifier(OmitAbsentMembers),
    }.GetTypeInfo(typeof(PlaceOrderBody));

    static void OmitAbsentMembers(JsonTypeInfo type)
    {
        foreach (var member in type.Type == typeof(PostalAddress) || type.Type == typeof(PlaceOrderBody) ? type.Properties : [])
        {
            if (member.Name is "recipient" or "company" or "street2" or "phone" or "shippingMethod")
            {
                member.ShouldSerialize = (_, value) => value is not null;
            }
        }
    }
}
