using System.Text.Json.Serialization;

namespace Cartwright.Bench;

/// <summary>
/// The least that an ASP.NET Core application can do to answer with a product: one endpoint, one object, a source-generated
/// serializer. With a file it answers the bytes of that file. Runs in a process of its own, as the shop does, so that both are driven by the same client over the same loopback.
/// </summary>
internal static class LimitServer
{
    /// <summary>The name of the hidden subcommand that runs it.</summary>
    public const string Command = "limit-server";

    /// <summary>Where it answers.</summary>
    public const string Path = "/product";

    static readonly LimitProduct Product = new(
        Guid.CreateVersion7(), "Enamel mug, 350 ml", new('d', 240), "kitchen/mugs", "Hollis", 14.90m, "EUR",
        ["camping", "dishwasher-safe"], [new("MUG-350-BLUE", 14.90m, 31), new("MUG-350-RED", 14.90m, 7)], 38);

    /// <summary>Serves until cancelled.</summary>
    /// <param name="port">Where it listens, on the loopback.</param>
    /// <param name="body">A file whose bytes it answers instead of the product.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int port, FileInfo? body, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(port));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, LimitJson.Default));
        await using var app = builder.Build();
        if (body is null)
        {
            app.MapGet(Path, () => TypedResults.Ok(Product));
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(body.FullName, cancellationToken);
            app.MapGet(Path, () => TypedResults.Bytes(bytes, "application/json"));
        }

        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}

internal sealed record LimitVariant(string Sku, decimal Price, int Available);

internal sealed record LimitProduct(
    Guid Id, string Name, string Description, string Category, string Brand, decimal Price, string Currency, string[] Tags, LimitVariant[] Variants, int Available);

[JsonSerializable(typeof(LimitProduct))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class LimitJson : JsonSerializerContext;
