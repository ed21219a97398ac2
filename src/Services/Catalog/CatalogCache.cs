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
/// The public answers of the catalog as bytes, in memory and, for all instances, in Redis. An edit drops what shows the product: here at once,
/// so that whoever edited reads the new state, and on every other instance when it hears of the edit.
/// </summary>
internal sealed class CatalogCache(IOptions<CatalogOptions> options, Caches caches) : IDisposable
{
    const string Products = "products";
    const string Categories = "categories";

    readonly CoalescingCache<PublicAnswer?> _answers = caches.Create("catalog", Limits(options.Value, 1), PublicAnswer.Codec);

    // SKUs that are not in memory are one statement together: Redis would not be faster.
    readonly CoalescingCache<SkuResponse> _skus = caches.Create<SkuResponse>("catalog-skus", Limits(options.Value, 4));

    /// <summary>The answer of a key, loaded when it is not there; null (not kept) when there is nothing to answer with.</summary>
    public ValueTask<PublicAnswer?> GetAsync(
        string key, Func<CancellationToken, Task<PublicAnswer?>> load, CancellationToken cancellationToken) =>
        _answers.GetAsync(
            key,
            async token => await load(token) is { } answer
                ? new Cacheable<PublicAnswer?>(answer, answer.Bytes, answer.Tags)
                : new Cacheable<PublicAnswer?>(null, 0, []) { Keep = false },
            cancellationToken);

    /// <summary>The variants of SKUs by SKU: what is not in memory is loaded together.</summary>
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

    /// <summary>A product's page: changes with the product alone.</summary>
    public static PublicAnswer Page(ProductResponse product, int revision) =>
        new(JsonSerializer.SerializeToUtf8Bytes(product, CatalogJson.Default.ProductResponse), [ProductTag(product.Id)], Preconditions.ETag(product.Version, Revision(revision)));

    /// <summary>A list: changes with the products that it shows, and when any product is added, edited or removed.</summary>
    public static PublicAnswer List<T>(T list, JsonTypeInfo<T> json, IEnumerable<Guid> shown) =>
        new(JsonSerializer.SerializeToUtf8Bytes(list, json), [Products, .. shown.Distinct().Select(ProductTag)]);

    /// <summary>The categories: change with the tree, and their counts with the products.</summary>
    public static PublicAnswer Tree(CategoryListResponse categories) =>
        new(JsonSerializer.SerializeToUtf8Bytes(categories, CatalogJson.Default.CategoryListResponse), [Products, Categories]);

    /// <summary>The part of a product's entity tag that tells of its stock.</summary>
    public static string Revision(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Products were added.</summary>
    public void ProductsChanged() => Purge(Products);

    /// <summary>A product was edited or removed.</summary>
    public void ProductChanged(Guid id) => Purge(Products, ProductTag(id));

    /// <summary>The stock of products changed.</summary>
    public void AvailabilityChanged(IEnumerable<Guid> ids) => Purge([.. ids.Select(ProductTag)]);

    /// <summary>Categories were added.</summary>
    public void CategoriesChanged() => Purge(Categories);

    /// <summary>Drops what an event of any instance of the catalog makes old.</summary>
    public void When(Envelope envelope)
    {
        if (envelope.Name == EventCatalog.Of(typeof(ProductAvailabilityChanged)).Name)
        {
            AvailabilityChanged([envelope.AggregateId]);
        }
        else if (envelope.Name == EventCatalog.Of(typeof(CategoryCreated)).Name)
        {
            CategoriesChanged();
        }
        else
        {
            ProductChanged(envelope.AggregateId);
        }
    }

    /// <summary>Drops everything: something may have been missed.</summary>
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

    void Purge(params ReadOnlySpan<string> tags)
    {
        _answers.Purge(tags);
        _skus.Purge(tags);
    }
}
