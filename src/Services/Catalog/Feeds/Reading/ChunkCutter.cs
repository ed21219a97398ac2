using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Cuts a file into parts of whole records while it is read, so that its size does not matter. Rows of one group that follow each other stay in one part.
/// </summary>
/// <param name="layout">The layout, without the header.</param>
/// <param name="bytesMax">The most bytes of the file.</param>
/// <param name="rowsMax">The most rows of the file.</param>
internal sealed class ChunkCutter(FeedLayout layout, long bytesMax, int rowsMax) : IDisposable
{
    /// <summary>The longest record, in bytes.</summary>
    public const int RecordBytesMax = 256 * 1024;

    const int PartBytes = 512 * 1024;
    const int PartRows = 1000;

    // A group that does not end is cut: the product of its later rows is found by the group.
    const int GroupRowsMax = 200;
    const int GroupBytesMax = 2 * PartBytes;
    const int ReadBytes = 64 * 1024;

    static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    readonly RecordSplitter _splitter = new(layout.IsCsv, layout.Delimiter);
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<FeedProblem> _problems = [];
    byte[] _buffer = new byte[PartBytes + RecordBytesMax + ReadBytes];

    // In the buffer, which begins with the part: the beginning of its last record, its end, how far the splitter is, and how far the file is read.
    int _last;
    int _end;
    int _scanned;
    int _length;

    int _partLine = 1;
    int _recordLine = 1;
    int _partRows;
    int _beyond;
    string? _group;
    bool _isWhole;
    bool _isSkipping;
    bool _isHeaderRead = !layout.IsCsv;
    RowReader? _reader = layout.IsCsv ? null : RowReader.Of(layout);

    /// <summary>The layout, with the header once the first part is returned.</summary>
    public FeedLayout Layout { get; private set; } = layout;

    /// <summary>The size of what was read, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of rows that parts have.</summary>
    public int Rows { get; private set; }

    /// <summary>The first records that are in no part.</summary>
    public IReadOnlyList<FeedProblem> Problems => _problems;

    /// <summary>How many records are in no part, because they are too long or a quote is never closed.</summary>
    public int Dropped { get; private set; }

    /// <summary>The SHA-256 of the file, in lower-case hexadecimal digits, when all parts are returned.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Cuts the file.</summary>
    /// <exception cref="FeedFileException">The file has no header that can be read, or is too large.</exception>
    public async IAsyncEnumerable<FilePart> CutAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isLast = false; !isLast;)
        {
            if (_buffer.Length - _length < ReadBytes + 1)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await file.ReadAtLeastAsync(_buffer.AsMemory(_length, ReadBytes), ReadBytes, throwOnEndOfStream: false, cancellationToken);
            isLast = read < ReadBytes;
            Take(read, isLast);
            while (Next(isLast))
            {
                if (!_isHeaderRead)
                {
                    ReadHeader();
                }
                else if (Add() is { } part)
                {
                    yield return part;
                }
            }
        }

        if (!_isHeaderRead || (Rows == 0 && Dropped == 0 && !Layout.IsCsv))
        {
            throw new FeedFileException("The file is empty.");
        }

        if (_partRows > 0)
        {
            yield return Part();
        }

        Hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    void Take(int read, bool isLast)
    {
        _hash.AppendData(_buffer, _length, read);
        Bytes += read;
        if (Bytes > bytesMax)
        {
            throw new FeedFileException($"The file is larger than {bytesMax / (1024 * 1024)} MB.", isTooLarge: true);
        }

        _length += read;
        if (Bytes == read && _buffer.AsSpan(0, _length).StartsWith(ByteOrderMark))
        {
            Remove(0, ByteOrderMark.Length);
            _scanned = 0;
        }

        if (isLast && _length > 0 && (_buffer[_length - 1] != '\n' || _isSkipping))
        {
            _buffer[_length++] = (byte)'\n';
        }
    }

    /// <summary>Goes on to the end of the next record, or to a record that does not end soon enough.</summary>
    /// <returns>Whether there is one.</returns>
    bool Next(bool isLast)
    {
        if (_isSkipping)
        {
            var rest = _buffer.AsSpan(_end, _length - _end).IndexOf((byte)'\n');
            if (rest < 0)
            {
                _length = _scanned = _end;
                return false;
            }

            _isSkipping = false;
            RemoveLine(rest + 1);
        }

        var length = _splitter.Next(_buffer.AsSpan(_scanned, _length - _scanned));
        _scanned = length < 0 ? _length : _scanned + length;
        _isWhole = length >= 0 && _scanned - _end <= RecordBytesMax;
        return length >= 0 || _length - _end > RecordBytesMax || (isLast && _length > _end);
    }

    void ReadHeader()
    {
        var record = _buffer.AsSpan(0, _scanned);
        if (!_isWhole)
        {
            throw new FeedFileException($"The header has a quote that is not closed, or is longer than {RecordBytesMax / 1024} KB.");
        }

        var header = CsvReader.ReadHeader(record, Layout.Delimiter) ?? throw new FeedFileException("The header is not text in UTF-8.");
        if (header.All(name => name.Length == 0))
        {
            throw new FeedFileException("The first line of the file is empty. It must be the header.");
        }

        if (Layout.ErrorOf(header) is { } error)
        {
            throw new FeedFileException(error);
        }

        Layout = Layout with { Header = header };
        _reader = RowReader.Of(Layout);
        _isHeaderRead = true;
        _recordLine += record.Count((byte)'\n');
        _partLine = _recordLine;
        Remove(0, _scanned);
    }

    /// <summary>Adds the record that ends to the part.</summary>
    /// <returns>The part before it, if that one is full.</returns>
    FilePart? Add()
    {
        if (!_isWhole)
        {
            var before = Cut();
            DropLine();
            return before;
        }

        var record = _buffer.AsMemory(_end, _scanned - _end);
        var isEmpty = record.Span.Trim(" \t\r\n"u8).IsEmpty;
        var part = isEmpty || (_partRows < PartRows && _end < PartBytes) || BelongsToLast(record) ? null : Cut();
        _recordLine += _buffer.AsSpan(_end, _scanned - _end).Count((byte)'\n');
        (_last, _end) = (_end, _scanned);
        if (!isEmpty)
        {
            _partRows++;
            if (++Rows > rowsMax)
            {
                throw new FeedFileException($"The file has more than {rowsMax} rows.", isTooLarge: true);
            }
        }

        return part;
    }

    bool BelongsToLast(ReadOnlyMemory<byte> record)
    {
        if (++_beyond > GroupRowsMax || _end > GroupBytesMax || _reader!.GroupOf(record) is not { } group)
        {
            return false;
        }

        _group ??= _reader.GroupOf(_buffer.AsMemory(_last, _end - _last)) ?? "";
        return group == _group;
    }

    /// <summary>Drops the first line of a record, as if it had a quote too many. The file goes on at the next line.</summary>
    void DropLine()
    {
        Dropped++;
        if (_problems.Count < RunFindings.KeptMax)
        {
            _problems.Add(new(_recordLine, null, null, $"A quote is not closed, or the record is longer than {RecordBytesMax / 1024} KB."));
        }

        var line = _buffer.AsSpan(_end, _length - _end).IndexOf((byte)'\n');
        if (line < 0)
        {
            _isSkipping = true;
            _length = _scanned = _end;
        }
        else
        {
            RemoveLine(line + 1);
        }
    }

    void RemoveLine(int length)
    {
        Remove(_end, _end + length);
        _scanned = _end;
        _splitter.Restart();
        _partLine = ++_recordLine;
    }

    /// <summary>Ends the part before the record that is being read.</summary>
    FilePart? Cut()
    {
        var part = _partRows == 0 ? null : Part();
        Remove(0, _end);
        (_last, _end, _partRows, _beyond, _group, _partLine) = (0, 0, 0, 0, null, _recordLine);
        return part;
    }

    FilePart Part() => new(_partLine, _partRows, _buffer.AsSpan(0, _end).ToArray());

    void Remove(int from, int to)
    {
        _buffer.AsSpan(to, _length - to).CopyTo(_buffer.AsSpan(from));
        _length -= to - from;
        _scanned = Math.Max(from, _scanned - (to - from));
    }
}
