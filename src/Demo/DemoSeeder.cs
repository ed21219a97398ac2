using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Cartwright.Demo.Pictures;

namespace Cartwright.Demo;

/// <summary>
/// Fills an empty shop over its public interface, as an admin would. Every step first asks what is there already,
/// so that a seeding that was interrupted is completed by running it again.
/// </summary>
/// <param name="shop">A client of the gateway that carries an admin's bearer token.</param>
/// <param name="time">The clock for the time-out of inventory, which receives products by events.</param>
internal sealed class DemoSeeder(HttpClient shop, TimeProvider time)
{
    const int ProductsPerBatch = 500;
    const int SkusPerQuestion = 150;
    const int UploadsAtOnce = 4;

    /// <summary>Three warehouses each: a batch of stock stays below the limit of 1000, and no SKU is cut in two.</summary>
    const int SkusPerStockBatch = 333;

    static readonly TimeSpan InventoryTimeout = TimeSpan.FromMinutes(2);
    static readonly TimeSpan PauseBeforeRetry = TimeSpan.FromMilliseconds(250);

    /// <summary>Adds all products and stock that the shop lacks.</summary>
    /// <exception cref="DemoSeedingException">The shop rejected a step, or inventory did not receive the products in time.</exception>
    public async Task SeedAsync(DemoCatalog catalog, CancellationToken cancellationToken)
    {
        await AddCategories(catalog.Categories, cancellationToken);
        await AddProducts(catalog.Products, cancellationToken);
        await AddBundles(DemoBundles.Of(catalog), cancellationToken);
        await AddWarehouses(cancellationToken);
        await SetStock(catalog.Products, cancellationToken);
    }

    async Task AddCategories(IReadOnlyList<DemoCategory> categories, CancellationToken cancellationToken)
    {
        var answer = await Get("api/products/categories", DemoSeederJson.Default.CategoryItems, cancellationToken);
        var known = answer.Items.Select(category => category.Slug).ToHashSet();
        var missing = categories.Where(category => !known.Contains(category.Slug)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var body = new CategoryItems([.. missing.Select(category => new CategoryItem(category.Slug, category.Name, category.Parent))]);
        using var response = await shop.PostAsJsonAsync(
            "api/products/categories/batch", body, DemoSeederJson.Default.CategoryItems, cancellationToken);
        await Expect(response, "adding the categories", cancellationToken);
    }

    async Task AddProducts(IReadOnlyList<DemoProduct> products, CancellationToken cancellationToken)
    {
        var known = await KnownSkus([.. products.Select(FirstSku)], cancellationToken);
        var missing = products.Where(product => !known.Contains(FirstSku(product))).ToArray();
        var urls = await UploadPictures(missing, cancellationToken);

        foreach (var batch in missing.Chunk(ProductsPerBatch))
        {
            var body = new ProductItems([.. batch.Select(product => Item(product, urls))]);
            using var response = await shop.PostAsJsonAsync(
                "api/products/batch", body, DemoSeederJson.Default.ProductItems, cancellationToken);
            await Expect(response, "adding products", cancellationToken);
        }
    }

    async Task AddBundles(IReadOnlyList<DemoBundle> bundles, CancellationToken cancellationToken)
    {
        var known = await KnownSkus([.. bundles.Select(bundle => bundle.Sku)], cancellationToken);
        var missing = bundles.Where(bundle => !known.Contains(bundle.Sku)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var urls = await UploadPictures(missing.Select(bundle => bundle.Parts[0].Product), cancellationToken);
        using var response = await shop.PostAsJsonAsync(
            "api/products/batch", new ProductItems([.. missing.Select(bundle => Item(bundle, urls))]), DemoSeederJson.Default.ProductItems, cancellationToken);
        await Expect(response, "adding bundles", cancellationToken);
    }

    static ProductItem Item(DemoBundle bundle, IReadOnlyDictionary<DemoPicture, string> urls)
    {
        var product = bundle.Parts[0].Product;
        return new(
            bundle.Name,
            bundle.Description,
            product.Category,
            product.Brand,
            ["set"],
            new Dictionary<string, string>(),
            [.. product.Pictures.Take(1).Select(picture => new ImageItem(urls[Drawing(picture)], picture.Alt))],
            Active: true,
            [
                new VariantItem(
                    bundle.Sku, null, "EUR", new Dictionary<string, string>(), 0, bundle.DiscountPercent,
                    [.. bundle.Parts.Select(part => new PartItem(part.Variant.Sku, part.Quantity))]),
            ]);
    }

    /// <summary>A batch is added as a whole, so a product exists when its first SKU does.</summary>
    static string FirstSku(DemoProduct product) => product.Variants[0].Sku;

    async Task<HashSet<string>> KnownSkus(string[] skus, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>();
        foreach (var question in skus.Chunk(SkusPerQuestion))
        {
            var answer = await Get($"api/products/skus?{Query(question)}", DemoSeederJson.Default.SkuAnswers, cancellationToken);
            known.UnionWith(answer.Items.Select(item => item.Sku));
        }

        return known;
    }

    /// <summary>The address of each drawing; what is drawn alike is uploaded once.</summary>
    async Task<IReadOnlyDictionary<DemoPicture, string>> UploadPictures(
        IEnumerable<DemoProduct> products, CancellationToken cancellationToken)
    {
        var drawings = products.SelectMany(product => product.Pictures).Select(Drawing).Distinct();
        var urls = new ConcurrentDictionary<DemoPicture, string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(drawings, options, async (drawing, token) =>
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(DemoPictures.Draw(drawing)));
            content.Headers.ContentType = new MediaTypeHeaderValue("image/svg+xml");
            using var response = await shop.PostAsync(Address("api/products/images"), content, token);
            await Expect(response, "uploading a picture", token);
            var answer = await response.Content.ReadFromJsonAsync(DemoSeederJson.Default.ImageAnswer, token);
            urls[drawing] = answer!.Url;
        });

        return urls;
    }

    /// <summary>A picture without the words beside it, which do not change what is drawn.</summary>
    static DemoPicture Drawing(DemoPicture picture) => picture with { Alt = "" };

    static ProductItem Item(DemoProduct product, IReadOnlyDictionary<DemoPicture, string> urls) => new(
        product.Name,
        product.Description,
        product.Category,
        product.Brand,
        product.Tags,
        product.Attributes,
        [.. product.Pictures.Select(picture => new ImageItem(urls[Drawing(picture)], picture.Alt))],
        Active: true,
        [.. product.Variants.Select(variant => new VariantItem(variant.Sku, variant.Price, "EUR", variant.Options, variant.WeightGrams))]);

    async Task AddWarehouses(CancellationToken cancellationToken)
    {
        foreach (var warehouse in DemoVariants.Warehouses)
        {
            using var response = await shop.PutAsync(Address($"api/inventory/warehouses/{warehouse}"), content: null, cancellationToken);
            await Expect(response, "adding a warehouse", cancellationToken);
        }
    }

    async Task SetStock(IReadOnlyList<DemoProduct> products, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + InventoryTimeout;
        foreach (var batch in products.SelectMany(product => product.Variants).Chunk(SkusPerStockBatch))
        {
            // Existing stock is kept: customers may have bought since an interrupted seeding.
            var stocked = await StockedSkus([.. batch.Select(variant => variant.Sku)], cancellationToken);
            var missing = batch.Where(variant => !stocked.Contains(variant.Sku)).ToArray();
            if (missing.Length > 0)
            {
                await SetStock(missing, deadline, cancellationToken);
            }
        }
    }

    async Task<HashSet<string>> StockedSkus(string[] skus, CancellationToken cancellationToken)
    {
        var stocked = new HashSet<string>();
        foreach (var question in skus.Chunk(SkusPerQuestion))
        {
            var answer = await Get(
                $"api/inventory/availability?{Query(question)}", DemoSeederJson.Default.AvailabilityAnswers, cancellationToken);
            stocked.UnionWith(answer.Items.Where(item => item.Available > 0).Select(item => item.Sku));
        }

        return stocked;
    }

    async Task SetStock(DemoVariant[] variants, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var body = new StockItems(
        [
            .. variants.SelectMany(variant => variant.Stock
                .Select(stock => new StockItem(variant.Sku, stock.WarehouseId, stock.StockLevel))),
        ]);

        while (true)
        {
            using var response = await shop.PutAsJsonAsync("api/inventory", body, DemoSeederJson.Default.StockItems, cancellationToken);

            // Inventory receives products by events and rejects their SKUs until then.
            var notYetKnown = response.StatusCode
                is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity;
            if (!notYetKnown || time.GetUtcNow() >= deadline)
            {
                await Expect(response, "setting the stock", cancellationToken);
                return;
            }

            await Task.Delay(PauseBeforeRetry, time, cancellationToken);
        }
    }

    static string Query(IEnumerable<string> skus) => string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));

    static Uri Address(string path) => new(path, UriKind.Relative);

    async Task<T> Get<T>(
        string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await shop.GetAsync(Address(path), cancellationToken);
        await Expect(response, "reading what is there", cancellationToken);
        return (await response.Content.ReadFromJsonAsync(type, cancellationToken))!;
    }

    static async Task Expect(HttpResponseMessage response, string step, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var detail = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new DemoSeedingException($"The demo shop could not be filled: {step} was answered with {(int)response.StatusCode}. {detail}");
    }
}

/// <summary>The shop did not accept the demo catalog.</summary>
internal sealed class DemoSeedingException(string message) : Exception(message);
