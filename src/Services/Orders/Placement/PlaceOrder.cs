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
/// <param name="Quantity">Units.</param>
public sealed record OrderItemRequest(
    [property: StringLength(64, MinimumLength = 1)] string? Sku,
    Guid? ProductId,
    [property: Range(1, 10_000)] int Quantity);

/// <summary>An order to place. The server decides the prices.</summary>
/// <param name="Items">The lines, at most 200.</param>
/// <param name="ShippingAddress">The address to ship to.</param>
/// <param name="BillingAddress">The billing address, if it differs.</param>
/// <param name="Payment">How it is paid.</param>
/// <param name="CartId">The ordered cart; a cart becomes one order only.</param>
public sealed record PlaceOrderRequest(
    [property: Length(1, 200), NoNulls] IReadOnlyList<OrderItemRequest> Items,
    PostalAddress ShippingAddress,
    PostalAddress? BillingAddress,
    PaymentRequest Payment,
    Guid? CartId);

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
        OrderWriter writer,
        IOptions<OrdersOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > 255)
        {
            return Problems.Invalid("Idempotency-Key", "Send a header Idempotency-Key of 1 to 255 characters that is unique to this order.");
        }

        var query = new CatalogQuery(
            [.. request.Items.Select(i => i.Sku).OfType<string>()],
            [.. request.Items.Where(i => i.Sku is null).Select(i => i.ProductId).OfType<Guid>()]);
        var found = await catalog.FindAsync(query, cancellationToken);
        var (lines, errors) = Resolve(request.Items, found, options.Value);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = time.GetUtcNow();
        var order = NewOrder.Of(request, lines, user.Id(), user.FullName(), options.Value, now);
        var outcome = await writer.PlaceAsync(new(order, idempotencyKey, Hash(request), Tracing.Context), cancellationToken);
        return outcome switch
        {
            Placement.Placed placed => TypedResults.Created($"/api/orders/{placed.Order.Id}", placed.Order),
            Placement.OtherBody => Problems.Unprocessable("Idempotency-Key", "This key was used for another order. Use a new key for a new order."),
            Placement.CartTaken => Problems.Conflict("This cart has been ordered already."),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    /// <summary>Finds the variant of each item and merges items of the same SKU; returns errors for items that cannot be ordered.</summary>
    internal static (IReadOnlyList<NewLine> Lines, Dictionary<string, string[]> Errors) Resolve(
        IReadOnlyList<OrderItemRequest> items, CatalogAnswer found, OrdersOptions options)
    {
        var errors = new Dictionary<string, string[]>();
        var lines = new Dictionary<string, NewLine>();
        for (var i = 0; i < items.Count; i++)
        {
            var (item, error) = Find(items[i], found);
            if (item is null)
            {
                errors[$"items[{i}].{(items[i] is { Sku: null, ProductId: not null } ? "productId" : "sku")}"] = [error!];
                continue;
            }

            var quantity = items[i].Quantity + (lines.GetValueOrDefault(item.Sku)?.Quantity ?? 0);
            lines[item.Sku] = new(item.Sku, item.ProductId, item.Name, quantity, item.UnitPrice);
        }

        if (lines.Values.Select(l => l.UnitPrice.Currency).Distinct().Count() > 1)
        {
            errors["items"] = ["All items of an order must have the same currency."];
        }
        else if (lines.Count > 0 && Pricing.CurrencyOf(lines.Values.Select(l => l.UnitPrice), options) is null)
        {
            errors["items"] = [$"This shop takes no orders in {lines.Values.First().UnitPrice.Currency}."];
        }

        return ([.. lines.Values], errors);
    }

    static (SkuResponse? Item, string? Error) Find(OrderItemRequest wanted, CatalogAnswer found)
    {
        if (wanted.Sku is not null)
        {
            return found.Sku(wanted.Sku) is { Active: true } item ? (item, null) : (null, "There is no such SKU on sale.");
        }

        if (wanted.ProductId is null)
        {
            return (null, "Name a SKU or a product.");
        }

        return found.Product(wanted.ProductId.Value).ToList() switch
        {
            [{ Active: true } only] => (only, null),
            [_, _, ..] => (null, "The product has several variants: name the SKU."),
            _ => (null, "There is no such product on sale."),
        };
    }

    /// <summary>
    /// The hash by which a repeated request is recognised, also by other versions of this service: the members of an address that came later are part of it
    /// only where they are used.
    /// </summary>
    internal static byte[] Hash(PlaceOrderRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Hashed));

    static readonly JsonTypeInfo<PlaceOrderRequest> Hashed = (JsonTypeInfo<PlaceOrderRequest>)new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = OrdersJson.Default.WithAddedModifier(OmitAbsentMembersOfAddresses),
    }.GetTypeInfo(typeof(PlaceOrderRequest));

    static void OmitAbsentMembersOfAddresses(JsonTypeInfo type)
    {
        foreach (var member in type.Type == typeof(PostalAddress) ? type.Properties : [])
        {
            if (member.Name is "recipient" or "company" or "street2" or "phone")
            {
                member.ShouldSerialize = (_, value) => value is not null;
            }
        }
    }
}
