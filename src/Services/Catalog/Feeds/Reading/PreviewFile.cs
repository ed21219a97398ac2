using System.IO.Compression;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog.Feeds;

/// <summary>A column of a file, as the feed reads it.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Field">The field that it sets; null if it is passed over.</param>
public sealed record FeedPreviewColumn(string Column, string? Field);

/// <summary>A product as the first rows of a file would make it.</summary>
/// <param name="Line">The line of its first row.</param>
/// <param name="Kind"><c>created</c> or <c>updated</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">Its category.</param>
/// <param name="Brand">Its brand, if any.</param>
/// <param name="Active">Whether it would be on sale.</param>
/// <param name="Currency">The currency of its prices, ISO 4217.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Attributes">Its attributes as texts.</param>
/// <param name="Variants">Its variants.</param>
/// <param name="Images">The URLs of the images that the rows name; null if no column does.</param>
public sealed record FeedPreviewProduct(
    int Line, [property: OneOf("created", "updated")] string Kind, string Name, string Category, string? Brand, bool Active, string Currency,
    IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<FeedPreviewVariant> Variants, IReadOnlyList<string>? Images);

/// <summary>A variant as the first rows of a file would make it.</summary>
/// <param name="Sku">Its SKU.</param>
/// <param name="Price">The price of one unit.</param>
/// <param name="Options">Its option values by name.</param>
/// <param name="WeightGrams">The weight of one unit in grams.</param>
/// <param name="Parts">The parts of a bundle, as a file has them: <c>SKU-A*2</c>. Empty if it is none.</param>
public sealed record FeedPreviewVariant(string Sku, decimal Price, IReadOnlyDictionary<string, string> Options, int WeightGrams, IReadOnlyList<string> Parts);

/// <summary>What a feed makes of the first rows of a file.</summary>
/// <param name="Columns">The columns of the file; for NDJSON those of the mapping.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Unchanged">How many products are as the rows say.</param>
/// <param name="Products">The products that they would create or change.</param>
/// <param name="Problems">What is wrong with them.</param>
public sealed record FeedPreviewResponse(
    IReadOnlyList<FeedPreviewColumn> Columns, int Rows, int Unchanged, IReadOnlyList<FeedPreviewProduct> Products, IReadOnlyList<FeedProblemResponse> Problems);

/// <summary>Shows what a feed makes of the first rows of a file, of which the body of the request is the beginning. It changes nothing.</summary>
internal static class PreviewFile
{
    /// <summary>The most bytes that are read, also unpacked.</summary>
    public const int BytesMax = 1024 * 1024;

    const int RowsMax = 20;

    public static async Task<Results<Ok<FeedPreviewResponse>, ProblemHttpResult>> HandleAsync(
        string code, HttpRequest request, FeedStore feeds, Database database, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        if (await feeds.FindAsync(code, cancellationToken) is not { } feed)
        {
            return Problems.NotFound("feed");
        }

        if (!FileType.IsOf(request, feed.Format, out var isPacked))
        {
            return Problems.Status(StatusCodes.Status415UnsupportedMediaType, $"Send {FileType.Names}.");
        }

        try
        {
            var content = await ReadAsync(request.Body, isPacked, cancellationToken);
            using var cutter = new ChunkCutter(feed.Layout, BytesMax, int.MaxValue);
            var rows = new List<FeedRow>();
            await foreach (var part in cutter.CutAsync(new MemoryStream(content), cancellationToken))
            {
                rows.AddRange(RowReader.Of(cutter.Layout).Read(part.Content, part.FirstLine).Take(RowsMax - rows.Count));
                if (rows.Count == RowsMax)
                {
                    break;
                }
            }

            await using var work = await database.BeginAsync(cancellationToken);
            var plan = await new ChunkPlanner(feed.Id, reactivates: false, shop.Value.Currency, cutter.Layout.DecimalSeparator)
                .PlanAsync(work, ChunkRows.Read(cutter.Layout, rows), new Dictionary<string, int>(), cancellationToken);
            return TypedResults.Ok(ToResponse(cutter.Layout, plan, [.. cutter.Problems, .. plan.Problems]));
        }
        catch (FeedFileException error)
        {
            return Problems.Invalid("body", error.Message);
        }
    }

    // The beginning of a packed file is cut off anywhere.
    static async Task<byte[]> ReadAsync(Stream body, bool isPacked, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        await body.CopyToAsync(received, cancellationToken);
        if (!isPacked)
        {
            return received.ToArray();
        }

        received.Position = 0;
        await using var packed = new GZipStream(received, CompressionMode.Decompress);
        var content = new byte[BytesMax];
        var length = 0;
        try
        {
            while (length < content.Length && await packed.ReadAsync(content.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            if (length == 0)
            {
                throw new FeedFileException("The file is not packed with gzip.");
            }
        }

        return content[..length];
    }

    static FeedPreviewResponse ToResponse(FeedLayout layout, ChunkPlan plan, IReadOnlyList<FeedProblem> problems)
    {
        var sources = layout.Sources();
        var columns = layout.Header ?? [.. sources.Where(s => s.Value is null).Select(s => s.Column)];
        return new(
            [.. columns.Select(column => new FeedPreviewColumn(column, sources.FirstOrDefault(s => s.Value is null && s.Column == column)?.Field.ToString()))],
            plan.Rows,
            plan.Unchanged,
            [.. plan.Changed.Select(product => ToProduct(product, plan.ImageUrls.FirstOrDefault(i => i.ProductId == product.Draft.Id)?.Urls))],
            [.. problems.Select((p, i) => new FeedProblemResponse(p.Line, i + 1, p.Field, p.Value, p.Reason))]);
    }

    static FeedPreviewProduct ToProduct(PlannedProduct product, IReadOnlyList<string>? images) => new(
        product.Line, product.Current is null ? "created" : "updated", product.Draft.Name, product.Draft.Category, product.Draft.Brand, product.Draft.Active,
        product.Draft.Currency, product.Draft.Tags, product.Draft.Attributes.ToDictionary(a => a.Key, a => a.Value.ToString()),
        [.. product.Draft.Variants.Select(v => new FeedPreviewVariant(v.Sku, v.Price, v.Options, v.WeightGrams, PartList.Write(v.Parts)))],
        images);
}
