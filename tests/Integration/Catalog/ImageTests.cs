using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Images of a shop that keeps them in its database.</summary>
public sealed class ImageTests(TestShop shop) : ImageCompliance(shop);
