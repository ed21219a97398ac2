namespace Cartwright.Orders;

/// <summary>Finds what the items of a request are: which variants, at which prices, as one line per SKU.</summary>
internal static class OrderedItems
{
    /// <summary>The most units of a SKU in an order, over all items that name it.</summary>
    public const int QuantityMax = 10_000;

    /// <summary>What is wrong with an item that makes a SKU exceed <see cref="QuantityMax"/>.</summary>
    public static readonly string TooMany = FormattableString.Invariant($"An order has at most {QuantityMax} units of a SKU.");

    /// <summary>Finds the variant of each item and merges items of the same SKU; returns errors for items that cannot be ordered.</summary>
    public static (IReadOnlyList<NewLine> Lines, Dictionary<string, string[]> Errors) Resolve(
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
            lines[item.Sku] = new(item.Sku, item.ProductId, item.Name, quantity, item.UnitPrice, item.Parts, item.WeightGrams);
            if (quantity > QuantityMax)
            {
                errors[$"items[{i}].quantity"] = [TooMany];
            }
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
}
