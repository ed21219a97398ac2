using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cartwright.Contracts;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Http;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>
/// The public answers of the catalog as bytes, in memory and in the cache that instances share. An edit purges the answers that show the product, here, on the
/// other instances and in the gateways, before it is answered, so that the editor reads the new state wherever. The event about the edit purges them again.
/// </summary>
internal sealed class CatalogCache(IOptions<CatalogOptions> options, Caches caches, InstancePurges others) : IDisposable
{
    // Gateways last: they cache what the catalog answers.
    static readonly string[] Holders = ["catalog", "gateway"];

    const string Products = "products";
    const string Categories = "categories";

    readonly CoalescingCache<PublicAnswer?> _answers = caches.Create("catalog", Limits(options.Value, 1), PublicAnswer.Codec);

    // SKUs that are not in memory are read with one statement; a shared cache would not be faster.
    readonly CoalescingCache<SkuResponse> _skus = caches.Create<SkuResponse>("catalog-skus", Limits(options.Value, 4));

    /// <summary>Returns the answer of a key, and loads it if it is missing; null is not cached.</summary>
    public ValueTask<PublicAnswer?> GetAsync(
        string key, Func<CancellationToken, Task<PublicAnswer?>> load, CancellationToken cancellationToken) =>
        _answers.GetAsync(
            key,
            async token => await load(token) is { } answer
                ? new Cacheable<PublicAnswer?>(answer, answer.Bytes, answer.Tags)
                : new Cacheable<PublicAnswer?>(null, 0, []) { Keep = false },
            cancellationToken);

    /// <summary>Returns the variants of SKUs; those that are not in memory are loaded together.</summary>
    public async Task<IReadOnlyList<SkuResponse>> GetSkusAsync(
        IReadOnlyList<string> skus, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<SkuResponse>>> load, CancellationToken cancellationToken)
    {
        var mark = _skus.Mark();
        var found = new List<SkuResponse>(skus.Count);
        var missing = new List<string>();
        foreach (var sku in skus)
        {
            if (_skus.TryGet(sku, out var item))
            {
                found.Add(item);
            }
            else
            {
                missing.Add(sku);
            }
        }

        if (missing.Count > 0)
        {
            foreach (var item in await load(missing, cancellationToken))
            {
                _skus.Add(item.Sku, new(item, 512, [ProductTag(item.ProductId)]), mark);
                found.Add(item);
            }
        }

        return found;
    }

    /// <summary>The answer for one product: changes with the product alone.</summary>
    public static PublicAnswer Page(ProductResponse product, int revision) =>
        new(JsonSerializer.SerializeToUtf8Bytes(product, CatalogJson.Default.ProductResponse), [ProductTag(product.Id)], Preconditions.ETag(product.Version, Revision(revision)));

    /// <summary>The answer for a list: changes with its products, and when any product is added, edited or deleted.</summary>
    public static PublicAnswer List<T>(T list, JsonTypeInfo<T> json, IEnumerable<Guid> shown) =>
        new(JsonSerializer.SerializeToUtf8Bytes(list, json), [Products, .. shown.Distinct().Select(ProductTag)]);

    /// <summary>The answer for the categories: changes with the tree, and with the products that it counts.</summary>
    public static PublicAnswer Tree(CategoryListResponse categories) =>
        new(JsonSerializer.SerializeToUtf8Bytes(categories, CatalogJson.Default.CategoryListResponse), [Products, Categories]);

    /// <summary>The part of a product's entity tag that rises with its stock.</summary>
    public static string Revision(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Products were added.</summary>
    public Task ProductsChangedAsync() => PurgeEverywhereAsync(Products);

    /// <summary>A product was edited or deleted.</summary>
    public Task ProductChangedAsync(Guid id) => PurgeEverywhereAsync(Products, ProductTag(id));

    /// <summary>The stock of products changed.</summary>
    public void AvailabilityChanged(IEnumerable<Guid> ids) => Purge([.. ids.Select(ProductTag)]);

    /// <summary>Categories were added.</summary>
    public Task CategoriesChangedAsync() => PurgeEverywhereAsync(Categories);

    /// <summary>Purges the answers that an event of the catalog changes.</summary>
    public void When(Envelope envelope)
    {
        if (envelope.Name == EventCatalog.Of(typeof(ProductAvailabilityChanged)).Name)
        {
            AvailabilityChanged([envelope.AggregateId]);
        }
        else if (envelope.Name == EventCatalog.Of(typeof(CategoryCreated)).Name)
        {
            Purge(Categories);
        }
        else
        {
            Purge(Products, ProductTag(envelope.AggregateId));
        }
    }

    /// <summary>Purges everything, because events may have been missed.</summary>
    public void Clear()
    {
        _answers.Clear();
        _skus.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _answers.Dispose();
        _skus.Dispose();
    }

    static string ProductTag(Guid id) => $"product-{id:N}";

    static CacheLimits Limits(CatalogOptions options, int part) => new()
    {
        EntriesMax = options.CacheEntries,
        BytesMax = options.CacheMegabytes * 1024L * 1024 / part,
        Lifetime = TimeSpan.FromSeconds(options.CacheSeconds),
    };

    Task PurgeEverywhereAsync(params string[] tags)
    {
        Purge(tags);
        return others.PurgeAsync(Holders, tags);
    }

    void Purge(params ReadOnlySpan<string> tags)
    {
        _answers.Purge(tags);
        _skus.Purge(tags);
    }
}
