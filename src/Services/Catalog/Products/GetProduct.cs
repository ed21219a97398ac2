using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;

namespace Cartwright.Catalog;

/// <summary>
/// Shows a product, an inactive one to staff only. Its entity tag is the version, which edits must match, followed by a revision that rises with its stock.
/// </summary>
internal static class GetProduct
{
    public static async Task<IResult> HandleAsync(Guid id, ClaimsPrincipal user, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync($"product {id:N}", token => LoadAsync(id, isActive: true, database, token), cancellationToken) is { } shown)
        {
            return shown;
        }

        return user.Has(Permission.ManageCatalog) && await LoadAsync(id, isActive: false, database, cancellationToken) is { } hidden
            ? hidden.ForStaff()
            : Problems.NotFound("product");
    }

    static async Task<PublicAnswer?> LoadAsync(Guid id, bool isActive, Database database, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<ProductRow>(ProductRow.ByIds, new { ids = new[] { id } }, cancellationToken) is { } row
        && row.Active == isActive
            ? CatalogCache.Page(row.ToResponse(), row.Revision)
            : null;
}
