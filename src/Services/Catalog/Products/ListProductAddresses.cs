using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Where a product is found, and when it changed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
public sealed record ProductAddressResponse(Guid Id, string Slug, DateTimeOffset UpdatedAt);

/// <summary>A page of addresses.</summary>
/// <param name="Items">The addresses by id; fewer than asked for on the last page.</param>
public sealed record ProductAddressListResponse(IReadOnlyList<ProductAddressResponse> Items);

/// <summary>Lists the addresses of all active products, for other services.</summary>
internal static class ListProductAddresses
{
    /// <summary>The most addresses of a page; so many are less than a megabyte.</summary>
    public const int PageMax = 5000;

    public static async Task<ProductAddressListResponse> HandleAsync(Guid? after, Database database, CancellationToken cancellationToken) => new(
        await database.QueryAsync<ProductAddressResponse>(
            "select id, coalesce(slug, id::text) as slug, updated_at from products where active and id > @after order by id limit @PageMax",
            new { after = after ?? Guid.Empty, PageMax },
            cancellationToken));
}
