namespace Cartwright.Catalog.Evaluation;

/// <summary>A product as a search engine takes it in.</summary>
/// <param name="Sku">Identifies the product in judgements and results.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description; empty if there is none.</param>
/// <param name="CategoryPath">The names of its categories, from the department to the leaf.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Price">The price of its cheapest variant; 0 if it is not known.</param>
/// <param name="Currency">The ISO 4217 currency of the price.</param>
/// <param name="Tags">Words that staff gave it.</param>
/// <param name="Attributes">Its attributes and the options of its variants. A name occurs once per value.</param>
/// <param name="InStock">Whether a customer can order at least one variant.</param>
/// <param name="VariantSkus">The SKUs of its variants, where they differ from that of the product.</param>
public sealed record SearchedProduct(
    string Sku,
    string Name,
    string Description,
    IReadOnlyList<string> CategoryPath,
    string? Brand,
    decimal Price,
    string Currency,
    IReadOnlyList<string> Tags,
    IReadOnlyList<KeyValuePair<string, string>> Attributes,
    bool InStock,
    IReadOnlyList<string> VariantSkus);
