namespace Cartwright.Contracts;

/// <summary>One sellable form of a product.</summary>
/// <param name="Sku">Stock keeping unit, unique over the whole catalog.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="IsBundle">Whether it consists of other SKUs, whose stock it takes: it has none of its own. False in events of earlier versions.</param>
public sealed record ProductVariant(string Sku, decimal Price, string Currency, bool IsBundle = false);

/// <summary>A product was added to the catalog.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">Slug of its main category.</param>
/// <param name="Active">Whether it can be bought.</param>
/// <param name="ProductVersion">Version of the record, rising by one with each edit.</param>
/// <param name="Variants">Its variants; at least one.</param>
/// <param name="Categories">Slugs of its further categories; null in events of versions that knew none.</param>
[Event("product.created", "catalog")]
public sealed record ProductCreated(
    Guid ProductId, string Name, string Category, bool Active, int ProductVersion, IReadOnlyList<ProductVariant> Variants,
    IReadOnlyList<string>? Categories = null) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}

/// <summary>A product was edited; carries the whole new state.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">Slug of its main category.</param>
/// <param name="Active">Whether it can be bought.</param>
/// <param name="ProductVersion">Version of the record, rising by one with each edit.</param>
/// <param name="Variants">Its variants; at least one.</param>
/// <param name="Categories">Slugs of its further categories; null in events of versions that knew none.</param>
[Event("product.updated", "catalog")]
public sealed record ProductUpdated(
    Guid ProductId, string Name, string Category, bool Active, int ProductVersion, IReadOnlyList<ProductVariant> Variants,
    IReadOnlyList<string>? Categories = null) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}

/// <summary>A product was removed from the catalog.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Skus">The variants it had.</param>
[Event("product.deleted", "catalog")]
public sealed record ProductDeleted(Guid ProductId, IReadOnlyList<string> Skus) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}

/// <summary>The available units of a product changed in the catalog: caches purge its page.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Available">Units that can be ordered now, over all variants.</param>
[Event("product.availability_changed", "catalog")]
public sealed record ProductAvailabilityChanged(Guid ProductId, int Available) : IEvent
{
    Guid IEvent.AggregateId => ProductId;
}

/// <summary>A category was added to the tree.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Slug">Its name in addresses, unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
[Event("category.created", "catalog")]
public sealed record CategoryCreated(Guid CategoryId, string Slug, string Name, string? Parent) : IEvent
{
    Guid IEvent.AggregateId => CategoryId;
}

/// <summary>A category was renamed, moved, or given another slug.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Slug">Its name in addresses, unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
/// <param name="CategoryVersion">Version of the record, rising by one with each edit.</param>
[Event("category.updated", "catalog")]
public sealed record CategoryUpdated(Guid CategoryId, string Slug, string Name, string? Parent, int CategoryVersion) : IEvent
{
    Guid IEvent.AggregateId => CategoryId;
}

/// <summary>A category, which was empty, was removed from the tree.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Slug">The name that it had in addresses.</param>
[Event("category.deleted", "catalog")]
public sealed record CategoryDeleted(Guid CategoryId, string Slug) : IEvent
{
    Guid IEvent.AggregateId => CategoryId;
}
