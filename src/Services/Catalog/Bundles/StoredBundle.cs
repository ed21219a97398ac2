namespace Cartwright.Catalog;

/// <summary>A bundle as it is stored, with what follows from its parts.</summary>
internal sealed record StoredBundle(
    string Sku, string Currency, decimal Price, decimal? DiscountPercent, decimal Sum, int WeightGrams, int Weight, int Available, int Units)
{
    /// <summary>In what the two differ; null if they do not.</summary>
    public BundleDiscrepancy? Discrepancy
    {
        get
        {
            var price = DiscountPercent is { } discount ? BundlePrice.Of(Sum, discount, Contracts.Currency.Of(Currency)) : Price;
            return price == Price && Weight == WeightGrams && Units == Available ? null : new(
                Sku, FormattableString.Invariant($"price {Price} of {price}, weight {WeightGrams} of {Weight} g, available {Available} of {Units}"));
        }
    }
}

/// <summary>A bundle that is not what follows from its parts.</summary>
/// <param name="Sku">The bundle.</param>
/// <param name="Detail">What is stored, of what it should be.</param>
public sealed record BundleDiscrepancy(string Sku, string Detail);
