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
    /// <summary>Shows the product with an id.</summary>
    public static Task<IResult> HandleAsync(Guid id, ClaimsPrincipal user, CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        ShowAsync($"product {id:N}", ProductRow.ByIds, new { ids = new[] { id } }, user, cache, database, cancellationToken);

    /// <summary>Shows the product that has a slug, or had it.</summary>
    public static async Task<IResult> BySlugAsync(
        string slug, ClaimsPrincipal user, CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        Slug.IsSlug(slug)
            ? await ShowAsync($"slug {slug}", ProductRow.BySlug, new { slug }, user, cache, database, cancellationToken)
            : Problems.NotFound("product");

    static async Task<IResult> ShowAsync(
        string key, string sql, object parameters, ClaimsPrincipal user, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync(key, token => LoadAsync(isActive: true, token), cancellationToken) is { } shown)
        {
            return shown;
        }

        return user.Has(Permission.ManageCatalog) && await LoadAsync(isActive: false, cancellationToken) is { } hidden
            ? hidden.ForStaff()
            : Problems.NotFound("product");

        async Task<PublicAnswer?> LoadAsync(bool isActive, CancellationToken token) =>
            await database.QuerySingleOrDefaultAsync<ProductRow>(sql, parameters, token) is { } row && row.Active == isActive
                ? CatalogCache.Page(row.ToResponse(), row.Revision)
                : null;
    }
}
