using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>Shows a product. Its entity tag is the version, which edits must match, followed by a revision that rises with its stock.</summary>
internal static class GetProduct
{
    public static async Task<IResult> HandleAsync(Guid id, CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        (IResult?)await cache.GetAsync($"product {id:N}", token => LoadAsync(id, database, token), cancellationToken) ?? Problems.NotFound("product");

    static async Task<PublicAnswer?> LoadAsync(Guid id, Database database, CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<ProductRow>(ProductRow.ByIds, new { ids = new[] { id } }, cancellationToken);
        return row is null ? null : CatalogCache.Page(row.ToResponse(), row.Revision);
    }
}
