using System.Text;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Reads one record of CSV after another from a text (RFC 4180): quotes, doubled quotes and line breaks in quotes. A quote that does not begin a field is a
/// character like others, so that a mark of inches does not swallow the rows after it.
/// </summary>
/// <param name="text">Whole records.</param>
/// <param name="delimiter">The separator of fields.</param>
/// <param name="line">The line on which the text begins.</param>
internal sealed class CsvRecord(string text, char delimiter, int line)
{
    const char Quote = '"';

    readonly List<string> _fields = [];
    readonly StringBuilder _quoted = new();
    int _at;
    int _nextLine = line;

    /// <summary>The line on which the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Goes on to the next record.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (_at >= text.Length)
        {
            return false;
        }

        Line = _nextLine;
        _fields.Clear();
        while (Field())
        {
        }

        _nextLine++;
        return true;
    }

    /// <returns>Whether another field follows.</returns>
    bool Field()
    {
        var isQuoted = _at < text.Length && text[_at] == Quote;
        if (isQuoted)
        {
            Quoted();
        }

        var rest = text.AsSpan(_at);
        var end = rest.IndexOfAny(delimiter, '\n');
        var isLast = end < 0 || rest[end] == '\n';
        var value = end < 0 ? rest : rest[..end];
        _at += value.Length + 1;
        if (isLast && value is [.., '\r'])
        {
            value = value[..^1];
        }

        _fields.Add(isQuoted ? _quoted.Append(value).ToString() : value.ToString());
        return !isLast;
    }

    void Quoted()
    {
        _quoted.Clear();
        _at++;
        while (true)
        {
            var end = text.AsSpan(_at).IndexOf(Quote);
            var part = end < 0 ? text.AsSpan(_at) : text.AsSpan(_at, end);
            _quoted.Append(part);
            _nextLine += part.Count('\n');
            _at = Math.Min(text.Length, _at + part.Length + 1);
            if (_at >= text.Length || text[_at] != Quote)
            {
                return;
            }

            _quoted.Append(Quote);
            _at++;
        }
    }
}
