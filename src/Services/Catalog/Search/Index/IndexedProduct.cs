namespace Cartwright.Catalog;

/// <summary>An active product as the search index knows it.</summary>
/// <param name="Id">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Brand">Its brand, if any.</param>
/// <param name="Categories">The categories that contain it, each once: those of its main category from the root down, then those of the further ones.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Attributes">Its attributes and the options of its variants; a name may have several values.</param>
/// <param name="Codes">Its SKUs, and other numbers by which it is known.</param>
/// <param name="Price">The lowest price of its variants, in minor units of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="InStock">Whether at least one unit can be ordered now.</param>
/// <param name="Version">Its version.</param>
internal sealed record IndexedProduct(
    Guid Id, string Name, string Description, string? Brand, IReadOnlyList<CategoryStepResponse> Categories, IReadOnlyList<string> Tags,
    IReadOnlyList<KeyValuePair<string, string>> Attributes, IReadOnlyList<string> Codes, long Price, string Currency, bool InStock,
    int Version = 1)
{
    /// <summary>The names of attributes by which searches are not narrowed.</summary>
    public IReadOnlyList<string> NoFacets { get; init; } = [];
}
