using Cartwright.Catalog.Feeds;
using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Products with their variants, the tree of categories, search, images, and feeds of suppliers.</summary>
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
        setup.Services.AddSingleton(services => new WordReader(SearchLanguagesAttribute.Read(services.GetRequiredService<IOptions<CatalogOptions>>().Value.SearchLanguages)));
        setup.Services.AddSingleton(new SearchFolder(setup.DataFolder));
        setup.Services.AddSingleton<WakeSignal>();
        setup.Services.AddSingleton<SearchMeter>();
        setup.Services.AddSingleton<ProductSearch>();
        setup.Services.AddSingleton<SearchProducts>();
        setup.Services.AddSingleton<IndexSource>();
        setup.Services.AddHostedService<IndexFollower>();
        setup.UseFiles("images");
        setup.Services.AddHostedService<ImageFileImport>();
        setup.Services.AddSingleton<ImageReading>();
        setup.Every<RemoveUnusedImages>(RemovalInterval);
        setup.Every<FillSlugs>(FillInterval);
        FeedEndpoints.Configure(setup);
        setup.On<StockChanged, WhenStockChanged>(isRepeatable: true);
        // Every instance purges its cache, and writes its index, after an edit on any instance.
        setup.Listen(
            Name,
            (services, envelope) =>
            {
                services.GetRequiredService<CatalogCache>().When(envelope);
                services.GetRequiredService<WakeSignal>().Send();
            },
            services => services.GetRequiredService<CatalogCache>().Clear());
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var open = app.MapGroup("/api/products").AllowAnonymous();
        open.MapGet("", ListProducts.HandleAsync)
            .Describe("listProducts", "Lists products.").Produces<ProductListResponse>().WithConditionalRead();
        open.MapGet("{id:guid}", GetProduct.HandleAsync)
            .Describe("getProduct", "Shows a product.").Produces<ProductResponse>().WithConditionalRead();
        open.MapGet("by-slug/{slug}", GetProduct.BySlugAsync)
            .Describe("getProductBySlug", "Shows the product of a slug.").Produces<ProductResponse>().WithConditionalRead();
        open.MapGet("search", SearchProducts.HandleAsync)
            .Describe("searchProducts", "Searches products by words and facets.").Produces<SearchProductsResponse>().WithConditionalRead()
            .WithMetadata(new ParameterPrefix(SearchRequest.AttributePrefix)).ProducesProblem(StatusCodes.Status403Forbidden);
        open.MapGet("skus", ListSkus.HandleAsync)
            .Describe("listSkus", "Shows the variants of SKUs or products.").Produces<SkuListResponse>().WithConditionalRead();
        open.MapGet("categories", ListCategories.HandleAsync)
            .Describe("listCategories", "Lists all categories.").Produces<CategoryListResponse>().WithConditionalRead();
        open.MapGet("images/{name}", GetImage.HandleAsync)
            .Describe("getImage", "Shows an image.").WithConditionalRead()
            .Produces<Stream>(StatusCodes.Status200OK, ImageType.MediaTypes[0], ImageType.MediaTypes[1..]);
        app.MapGet("/internal/products/addresses", ListProductAddresses.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
        app.MapGet("/internal/products/skus", ListSkus.HandleAllAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();

        var admin = app.MapGroup("/api/products").RequirePermission(Permission.ManageCatalog);
        admin.MapPost("", CreateProducts.OneAsync)
            .Describe("createProduct", "Creates a product.").WithLocation().WithETag().MayConflict().MayContradict();
        admin.MapPost("batch", CreateProducts.ManyAsync)
            .Describe("createProducts", "Creates products, all or none.").MayConflict().MayContradict()
            .WithMetadata(new RequestSizeLimitAttribute(CreateProducts.BatchBytesMax));
        admin.MapPut("{id:guid}", ReplaceProduct.HandleAsync)
            .Describe("replaceProduct", "Replaces a product.").NeedsIfMatch().WithETag().MayConflict().MayContradict();
        admin.MapDelete("{id:guid}", DeleteProduct.HandleAsync)
            .Describe("deleteProduct", "Deletes a product.").NeedsIfMatch();
        admin.MapPost("categories", CreateCategories.OneAsync)
            .Describe("createCategory", "Creates a category.").MayConflict().MayContradict();
        admin.MapPost("categories/batch", CreateCategories.ManyAsync)
            .Describe("createCategories", "Creates categories, all or none.").MayConflict().MayContradict();
        admin.MapPost("images", UploadImage.HandleAsync)
            .Describe("uploadImage", "Stores an image.").WithLocation().AddOpenApiOperationTransformer(UploadImage.Describe)
            .WithMetadata(new RequestSizeLimitAttribute(UploadImage.BytesMax));
        FeedEndpoints.Map(app);
    }
}
