using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>The filters that lists and searches share.</summary>
/// <param name="Category">The slug of a category; null or empty for all.</param>
/// <param name="Currency">The currency of the prices, ISO 4217; null for all.</param>
internal sealed record ProductFilter(string? Category, string? Currency)
{
    const int CategoryLengthMax = 64;

    /// <summary>What is wrong with a category that does not exist.</summary>
    public const string UnknownCategory = "There is no such category.";

    /// <summary>Reads the filters and adds their errors.</summary>
    /// <param name="category">The category that the client named.</param>
    /// <param name="currency">The currency that the client named.</param>
    /// <param name="shopCurrency">The currency in which prices are compared if the client names none.</param>
    /// <param name="comparesPrices">Whether prices are compared, which have a meaning in one currency only.</param>
    /// <param name="addError">Takes a field and what is wrong with it.</param>
    public static ProductFilter Read(string? category, string? currency, string shopCurrency, bool comparesPrices, Action<string, string> addError)
    {
        if (category is { Length: > CategoryLengthMax } || category?.Contains('\0', StringComparison.Ordinal) is true)
        {
            addError("category", "This is no category.");
        }

        if (currency is not null && !Contracts.Currency.TryFind(currency, out _))
        {
            addError("currency", "The currency must be an ISO 4217 code, for example EUR.");
        }

        return new(category, currency ?? (comparesPrices ? shopCurrency : null));
    }

    /// <summary>The conditions on <c>products p</c>, with the parameters <c>@category</c> and <c>@currency</c>.</summary>
    public string Sql =>
        (string.IsNullOrEmpty(Category) ? "" : "and p.category in (select slug from categories where path @> array[@category])\n")
        + (Currency is null ? "" : "and p.currency = @currency\n");

    /// <summary>Whether the category does not exist, which is asked when it has no products.</summary>
    public async Task<bool> IsOfUnknownCategoryAsync(Database database, CancellationToken cancellationToken) =>
        !string.IsNullOrEmpty(Category)
        && !await database.QuerySingleOrDefaultAsync<bool>(
            "select exists (select from categories where slug = @Category)", new { Category }, cancellationToken);
}
