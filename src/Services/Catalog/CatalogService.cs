using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Catalog;

/// <summary>Products with their variants, the tree of categories, search, and images.</summary>
public sealed class CatalogService : IService
{
    // It looks at all products.
    static readonly TimeSpan RemovalInterval = TimeSpan.FromHours(6);

    // Instances of an earlier version may store products until all are replaced.
    static readonly TimeSpan FillInterval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => "catalog";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(CatalogJson.Default);
        setup.UseOptions<CatalogOptions>("Catalog");
        setup.Services.AddValidation();
        setup.Services.AddSingleton<CatalogCache>();
        setup.UseFiles("images");
        setup.Services.AddHostedService<ImageFileImport>();
        setup.Services.AddSingleton<ImageReading>();
        setup.Every<RemoveUnusedImages>(RemovalInterval);
        setup.Every<FillSlugs>(FillInterval);
        setup.On<StockChanged, WhenStockChanged>();
        // Every instance purges its cache after an edit on any instance.
        setup.Listen(
            Name,
            (services, envelope) => services.GetRequiredService<CatalogCache>().When(envelope),
            services => services.GetRequiredService<CatalogCache>().Clear());
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var open = app.MapGroup("/api/products").AllowAnonymous().WithTags("Products");
        open.MapGet("", ListProducts.HandleAsync).Produces<ProductListResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        open.MapGet("{id:guid}", GetProduct.HandleAsync).Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        open.MapGet("by-slug/{slug}", GetProduct.BySlugAsync).Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        open.MapGet("search", SearchProducts.HandleAsync).Produces<SearchProductsResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        open.MapGet("skus", ListSkus.HandleAsync).Produces<SkuListResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        open.MapGet("categories", ListCategories.HandleAsync).Produces<CategoryListResponse>();
        open.MapGet("images/{name}", GetImage.HandleAsync);
        app.MapGet("/internal/products/addresses", ListProductAddresses.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
        app.MapGet("/internal/products/skus", ListSkus.HandleAllAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();

        var admin = app.MapGroup("/api/products").RequirePermission(Permission.ManageCatalog).WithTags("Products");
        admin.MapPost("", CreateProducts.OneAsync);
        admin.MapPost("batch", CreateProducts.ManyAsync).WithMetadata(new RequestSizeLimitAttribute(CreateProducts.BatchBytesMax));
        admin.MapPut("{id:guid}", ReplaceProduct.HandleAsync);
        admin.MapDelete("{id:guid}", DeleteProduct.HandleAsync);
        admin.MapPost("categories", CreateCategories.OneAsync);
        admin.MapPost("categories/batch", CreateCategories.ManyAsync);
        admin.MapPost("images", UploadImage.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(UploadImage.BytesMax));
    }
}
