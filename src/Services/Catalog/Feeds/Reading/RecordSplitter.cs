namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Finds where the records of a file end, in pieces of any size. A line break ends a record unless it is inside quotes (RFC 4180). Quotes begin a field; another
/// quote within a field without quotes is a character like others, as in <c>5" pipe</c>.
/// </summary>
/// <param name="hasQuotes">Whether quotes may hold line breaks, as in CSV.</param>
/// <param name="delimiter">The separator of fields, in ASCII.</param>
internal sealed class RecordSplitter(bool hasQuotes, char delimiter)
{
    const byte Quote = (byte)'"';
    const byte LineFeed = (byte)'\n';

    readonly byte _delimiter = (byte)delimiter;

    bool _isQuoted;

    // Whether the byte before is the quote that ended a field: another one after it is a quote in the field.
    bool _isClosed;
    byte _before = LineFeed;

    /// <summary>Goes on behind where it stopped.</summary>
    /// <returns>How many bytes belong to the record that ends first; -1 if none ends, and all bytes are passed.</returns>
    public int Next(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (true)
        {
            var found = hasQuotes ? bytes[at..].IndexOfAny(Quote, LineFeed) : bytes[at..].IndexOf(LineFeed);
            if (found != 0)
            {
                _isClosed &= at == bytes.Length;
            }

            if (found < 0)
            {
                _before = bytes.Length > 0 ? bytes[^1] : _before;
                return -1;
            }

            var before = at + found == 0 ? _before : bytes[at + found - 1];
            at += found + 1;
            if (bytes[at - 1] == LineFeed)
            {
                if (!_isQuoted)
                {
                    Restart();
                    return at;
                }
            }
            else if (_isQuoted)
            {
                (_isQuoted, _isClosed) = (false, true);
            }
            else
            {
                _isQuoted = _isClosed || before == _delimiter || before == LineFeed;
                _isClosed = false;
            }
        }
    }

    /// <summary>Begins a record.</summary>
    public void Restart() => (_isQuoted, _isClosed, _before) = (false, false, LineFeed);
}
