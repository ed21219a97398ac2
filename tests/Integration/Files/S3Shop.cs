using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Files;

/// <summary>Tests that need <see cref="S3Shop"/>, one after another, because some have its store go away.</summary>
[CollectionDefinition(nameof(S3Shop))]
public sealed class S3ShopTests : ICollectionFixture<S3Shop>;

/// <summary>Another shop, which keeps its files in an S3-compatible store.</summary>
public sealed class S3Shop : TestShop, IAsyncLifetime
{
    public const string Prefix = "shops/one/";

    public S3Shop() : this(S3StandIn.Start())
    {
    }

    S3Shop(S3StandIn store) : base(
        ("Files:Store", "S3"),
        ("Files:S3:Endpoint", store.Address.ToString()),
        ("Files:S3:Region", S3StandIn.Region),
        ("Files:S3:Bucket", S3StandIn.Bucket),
        ("Files:S3:Prefix", Prefix),
        ("Files:S3:AccessKey", S3StandIn.AccessKey),
        ("Files:S3:SecretKey", S3StandIn.SecretKey),
        ("Files:S3:PathStyle", "true"),
        ("Files:S3:Timeout", "00:00:20")) => Store = store;

    /// <summary>The store.</summary>
    internal S3StandIn Store { get; }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>The key of the file of an image.</summary>
    internal static string KeyOf(string url) => $"{Prefix}catalog/images/{url["/api/products/images/".Length..]}";
}
