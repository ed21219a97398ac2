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

    /// <summary>
    /// Selects the ids of the active products, with the parameters <c>@category</c> and <c>@currency</c>. A category has the products whose main category is in it,
    /// and those that have a further category in it. Each of the two is sorted and cut by itself, because each has its own index; a product of both is one.
    /// </summary>
    /// <param name="conditions">Further conditions on <c>products p</c>, which begin with <c>and</c>.</param>
    /// <param name="end">The order and the limit.</param>
    public string Ids(string conditions, string end)
    {
        const string Below = "(select slug from categories where path @> array[@category])";
        return string.IsNullOrEmpty(Category)
            ? Select("")
            : $"({Select($"and p.category in {Below}")}) union ({Select($"and p.id in (select product_id from product_categories where category in {Below})")})";

        string Select(string source) =>
            $"select p.id from products p where p.active {source} {(Currency is null ? "" : "and p.currency = @currency")} {conditions} {end}";
    }

    /// <summary>Whether the category does not exist, which is asked when it has no products.</summary>
    public async Task<bool> IsOfUnknownCategoryAsync(Database database, CancellationToken cancellationToken) =>
        !string.IsNullOrEmpty(Category)
        && !await database.QuerySingleOrDefaultAsync<bool>(
            "select exists (select from categories where slug = @Category)", new { Category }, cancellationToken);
}
