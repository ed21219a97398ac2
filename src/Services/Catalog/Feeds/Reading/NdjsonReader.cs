using System.Text.Json;
using System.Text.Unicode;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Reads lines of JSON objects whose members are the columns. A member that is absent sets nothing; null is a blank value. Empty lines are passed over.
/// </summary>
internal sealed class NdjsonReader(FeedLayout layout) : RowReader
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    readonly IReadOnlyList<MappedColumn> _constants = [.. layout.Sources().Where(source => source.Value is not null)];
    readonly ILookup<string, MappedColumn> _columns = layout.Sources().Where(source => source.Value is null).ToLookup(source => source.Column, StringComparer.Ordinal);

    // The members of automatic layouts, which lines repeat.
    readonly Dictionary<string, MappedColumn?> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<FeedRow> Read(ReadOnlyMemory<byte> content, int firstLine)
    {
        for (var line = firstLine; content.Length > 0; line++)
        {
            var end = content.Span.IndexOf((byte)'\n');
            var record = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            if (!record.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return ReadLine(record, line);
            }
        }
    }

    FeedRow ReadLine(ReadOnlyMemory<byte> record, int line)
    {
        if (!Utf8.IsValid(record.Span))
        {
            return new(line, [], NotUtf8);
        }

        try
        {
            using var document = JsonDocument.Parse(record, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ReadObject(document.RootElement, line)
                : new(line, [], "The line is not a JSON object.");
        }
        catch (JsonException)
        {
            return new(line, [], "The line is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return new(line, [], "The line has a text that is not valid Unicode.");
        }
    }

    FeedRow ReadObject(JsonElement row, int line)
    {
        var cells = new List<FeedCell>();
        foreach (var member in row.EnumerateObject())
        {
            foreach (var source in layout.IsAutomatic ? Automatic(member.Name) : _columns[member.Name])
            {
                if (Cell(source, member.Value) is not { } cell)
                {
                    return new(line, [], $"The member {Shortened.Of(member.Name)} is neither a text, a number, a boolean, nor a list of texts.");
                }

                cells.Add(cell);
            }
        }

        return new(line, [.. cells, .. _constants.Select(constant => new FeedCell(constant, constant.Value!))]);
    }

    // An unknown number of names must not fill the memory.
    IEnumerable<MappedColumn> Automatic(string name)
    {
        if (!_known.TryGetValue(name, out var source))
        {
            source = FeedField.TryParse(name, out var field) ? new(name, -1, field, null) : null;
            if (_known.Count < 1000)
            {
                _known[name] = source;
            }
        }

        return source is null ? [] : [source];
    }

    static FeedCell? Cell(MappedColumn source, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new(source, value.GetString()!),
        JsonValueKind.Null => new(source, ""),
        JsonValueKind.Number => new(source, value.GetRawText(), CellKind.Number),
        JsonValueKind.True => new(source, "true", CellKind.Boolean),
        JsonValueKind.False => new(source, "false", CellKind.Boolean),
        JsonValueKind.Array when value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String) =>
            new(source, value.GetRawText(), CellKind.List, [.. value.EnumerateArray().Select(element => element.GetString()!)]),
        _ => null,
    };
}
