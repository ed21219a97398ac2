using System.Text;

namespace Cartwright.Unit.Catalog.Feeds;

/// <summary>Files with random contents, of which the seed is known.</summary>
internal sealed class RandomFile(int seed)
{
    static readonly string[] Pieces = ["a", "é", "😀", " ", "\"", "\n", "\r\n", ",", ";", "'", "=", "x", "5\" pipe", "", "\t"];

    readonly Random _random = new(seed);

    /// <summary>Rows of random fields, which all have something.</summary>
    public IReadOnlyList<string[]> Rows(int width, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => Field()).ToArray())];

    /// <summary>The rows as CSV: some fields have quotes that they do not need, and lines end in either way.</summary>
    public string Write(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Quote)).Append(_random.Next(2) == 0 ? "\n" : "\r\n");
        }

        return text.ToString();
    }

    string Field() => "f" + string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => Pieces[_random.Next(Pieces.Length)]));

    string Quote(string field) => field.IndexOfAny([',', '\n', '\r']) >= 0 || field.StartsWith('"') || _random.Next(3) == 0
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
