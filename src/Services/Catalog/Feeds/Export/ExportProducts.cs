using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog.Feeds;

/// <summary>Writes all products of the catalog in the columns of a feed, so that the feed reads the file and changes nothing.</summary>
internal static class ExportProducts
{
    const int PageSize = 500;
    const byte LineFeed = (byte)'\n';

    static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    static readonly SearchValues<char> Quotable = SearchValues.Create("\"\r\n");

    public static async Task<IResult> HandleAsync(
        string code, FeedStore feeds, Database database, CancellationToken cancellationToken, [OneOf("csv", "ndjson")] string? format = null)
    {
        if (format is not (null or "csv" or "ndjson"))
        {
            return Problems.Invalid("format", "The format must be csv or ndjson.");
        }

        if (await feeds.FindAsync(code, cancellationToken) is not { } feed)
        {
            return Problems.NotFound("feed");
        }

        var layout = feed.Layout with { Format = format ?? feed.Format };
        var columns = await ExportLayout.ReadAsync(database, layout, cancellationToken);
        return Results.Stream(
            body => WriteAsync(PipeWriter.Create(body), layout, columns, database, cancellationToken),
            layout.IsCsv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            $"{feed.Code}.{layout.Format}");
    }

    static async Task WriteAsync(PipeWriter body, FeedLayout layout, IReadOnlyList<MappedColumn> columns, Database database, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        if (layout.IsCsv)
        {
            WriteCsv(body, line, columns.Select(c => c.Column), layout.Delimiter);
        }

        await using var json = new Utf8JsonWriter(body, JsonOptions);
        var after = Guid.Empty;
        while (await CurrentProducts.ListAfterAsync(database, after, PageSize, cancellationToken) is [_, ..] products)
        {
            foreach (var product in products)
            {
                foreach (var variant in product.Variants)
                {
                    var row = new ExportedRow(layout, product, variant);
                    if (layout.IsCsv)
                    {
                        WriteCsv(body, line, columns.Select(c => FormulaEscape.Add(row.Text(c.Field))), layout.Delimiter);
                    }
                    else
                    {
                        WriteJson(body, json, row, columns, layout.IsAutomatic);
                    }
                }
            }

            after = products[^1].Id;
            await body.FlushAsync(cancellationToken);
        }

        await body.FlushAsync(cancellationToken);
    }

    static void WriteCsv(PipeWriter body, StringBuilder line, IEnumerable<string> values, char delimiter)
    {
        line.Clear();
        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny(Quotable) || value.Contains(delimiter, StringComparison.Ordinal))
            {
                line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                line.Append(value);
            }

            line.Append(delimiter);
        }

        line[^1] = '\n';
        Encoding.UTF8.GetBytes(line.ToString(), body);
    }

    static void WriteJson(PipeWriter body, Utf8JsonWriter json, ExportedRow row, IReadOnlyList<MappedColumn> columns, bool isAutomatic)
    {
        json.Reset(body);
        json.WriteStartObject();
        // Columns for the types of an attribute have one name without their types.
        foreach (var column in columns)
        {
            row.Write(json, column, isAlways: !isAutomatic);
        }

        json.WriteEndObject();
        json.Flush();
        body.Write([LineFeed]);
    }
}
