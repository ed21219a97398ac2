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

    // Edits of categories are announced at once; this is for those whose instance died.
    static readonly TimeSpan AnnounceInterval = TimeSpan.FromMinutes(1);

    // Instances of an earlier version may store products until all are replaced.
    static readonly TimeSpan FillInterval = TimeSpan.FromHours(1);

    static readonly TimeSpan QueryRemovalInterval = TimeSpan.FromHours(1);
    static readonly TimeSpan QueryStoreInterval = TimeSpan.FromSeconds(5);

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
        setup.Services.AddSingleton<ProductReading>();
        setup.Services.AddSingleton<SearchProducts>();
        setup.Services.AddSingleton<CategoryNames>();
        setup.Services.AddSingleton<PastQueries>();
        setup.Services.AddSingleton<SuggestProducts>();
        setup.Every<StorePastQueries>(QueryStoreInterval);
        setup.Services.AddSingleton<IndexSource>();
        setup.Services.AddHostedService<IndexFollower>();
        setup.Services.AddSingleton<SearchRulesFollower>();
        setup.Every<IndexReports>(IndexReports.SignInterval);
        setup.Every<CountOrders>(PopularityInterval);
        setup.Every<PopularityFollower>(PopularityInterval);
        setup.UseFiles("images");
        setup.Services.AddHostedService<ImageFileImport>();
        setup.Services.AddSingleton<ImageReading>();
        setup.Every<RemoveUnusedImages>(RemovalInterval);
        setup.Every<FillSlugs>(FillInterval);
        setup.Every<RemoveOldQueries>(QueryRemovalInterval);
        setup.Services.AddKeyedSingleton<WakeSignal>(AnnounceMovedProducts.Wake);
        setup.Every<AnnounceMovedProducts>(_ => AnnounceInterval, services => services.GetRequiredKeyedService<WakeSignal>(AnnounceMovedProducts.Wake));
        FeedEndpoints.Configure(setup);
        setup.On<StockChanged, WhenStockChanged>(isRepeatable: true);
        setup.On<OrderConfirmed, WhenOrderConfirmed>(isRepeatable: true);
        setup.On<OrderCancelled, WhenOrderCancelled>(isRepeatable: true);
        // Every instance purges its cache, and writes its index, after an edit on any instance.
        setup.Listen(
            Name,
            (services, envelope) =>
            {
                services.GetRequiredService<CatalogCache>().When(envelope);
                services.GetRequiredService<WakeSignal>().Send();
                if (CategorySlugs.IsChange(envelope.Name))
                {
                    services.GetRequiredKeyedService<WakeSignal>(AnnounceMovedProducts.Wake).Send();
                }
            },
            services => services.GetRequiredService<CatalogCache>().Clear());
    }

    static TimeSpan PopularityInterval(IServiceProvider services) => services.GetRequiredService<IOptions<CatalogOptions>>().Value.PopularityInterval;

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
        open.MapGet("suggest", SuggestProducts.HandleAsync)
            .Describe("suggestProducts", "Suggests products, categories and searches for a text that is being typed.").Produces<SuggestResponse>().WithConditionalRead();
        open.MapGet("skus", ListSkus.HandleAsync)
            .Describe("listSkus", "Shows the variants of SKUs or products.").Produces<SkuListResponse>().WithConditionalRead();
        open.MapGet("categories", ListCategories.HandleAsync)
            .Describe("listCategories", "Lists all categories.").Produces<CategoryListResponse>().WithConditionalRead();
        open.MapGet("categories/{slug}", ListCategories.OneAsync)
            .Describe("getCategory", "Shows the category that has a slug, or had it.").Produces<CategoryResponse>().WithConditionalRead();
        open.MapGet("images/{name}", GetImage.HandleAsync)
            .Describe("getImage", "Shows an image.").WithConditionalRead()
            .Produces<Stream>(StatusCodes.Status200OK, ImageType.MediaTypes[0], ImageType.MediaTypes[1..]);
        app.MapGet("/internal/products/addresses", ListProductAddresses.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
        app.MapGet("/internal/products/cards", ListProductCards.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
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
            .Describe("deleteProduct", "Deletes a product.").NeedsIfMatch().MayConflict();
        admin.MapGet("search/rules", EditSearchRules.ShowAsync)
            .Describe("getSearchRules", "Shows the synonyms, the words to ignore and the pinned products of the search.").WithETag();
        admin.MapPut("search/rules", EditSearchRules.ReplaceAsync)
            .Describe("replaceSearchRules", "Replaces the synonyms, the words to ignore and the pinned products of the search.").NeedsIfMatch().WithETag();
        admin.MapGet("search/indexes", RebuildIndexes.ListAsync)
            .Describe("listSearchIndexes", "Shows the search indexes of the instances.");
        admin.MapPost("search/reindex", RebuildIndexes.StartAsync)
            .Describe("rebuildSearchIndexes", "Has all instances build their search indexes again, while searches and edits go on.").WithLocation();
        admin.MapPost("categories", CreateCategories.OneAsync)
            .Describe("createCategory", "Creates a category.").MayConflict().MayContradict();
        admin.MapPost("categories/batch", CreateCategories.ManyAsync)
            .Describe("createCategories", "Creates categories, all or none.").MayConflict().MayContradict();
        admin.MapPut("categories/{slug}", ReplaceCategory.HandleAsync)
            .Describe("replaceCategory", "Renames a category, moves it with all below it, gives it another slug, or declares its attributes.")
            .NeedsIfMatch().WithETag().MayConflict().MayContradict();
        admin.MapDelete("categories/{slug}", DeleteCategory.HandleAsync)
            .Describe("deleteCategory", "Deletes an empty category.").NeedsIfMatch().MayConflict();
        admin.MapPost("images", UploadImage.HandleAsync)
            .Describe("uploadImage", "Stores an image.").WithLocation().AddOpenApiOperationTransformer(UploadImage.Describe)
            .WithMetadata(new RequestSizeLimitAttribute(UploadImage.BytesMax));
        FeedEndpoints.Map(app);
    }
}
