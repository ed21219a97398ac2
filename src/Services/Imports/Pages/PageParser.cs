using System.Text;
using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Imports;

/// <summary>
/// Parses a page of orders while its bytes arrive: a JSON array of <c>{id, order_date, order_amount, order_label}</c>. Each row is checked on its own: a row
/// that is not an order is rejected and the others are kept. Only a page that is not JSON fails as a whole.
/// </summary>
/// <param name="range">The indexes that were requested.</param>
/// <param name="currency">The currency of the amounts.</param>
/// <param name="now">Orders are not placed later than a day from now.</param>
internal sealed class PageParser(IndexRange range, Currency currency, DateTimeOffset now)
{
    /// <summary>How many rejected rows of a page are kept; all are counted.</summary>
    public const int RejectedMax = 1000;

    const int RawMax = 2000;

    readonly DateTime _latest = now.UtcDateTime.AddDays(1);
    readonly ulong[] _seen = new ulong[(range.Count + 63) / 64];
    readonly List<RejectedRow> _rejected = [];
    JsonReaderState _json = new(new JsonReaderOptions { MaxDepth = 16 });
    bool _begun;

    /// <summary>Rows that were no order, the first of them.</summary>
    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    /// <summary>How many rows were no order.</summary>
    public int RejectedCount { get; private set; }

    /// <summary>How many rows repeat an order.</summary>
    public int Repeated { get; private set; }

    /// <summary>How many different orders were found.</summary>
    public int Distinct { get; private set; }

    /// <summary>Whether the end of the array was read.</summary>
    public bool Ended { get; private set; }

    /// <summary>Parses rows until the batch is full or only part of a row is left.</summary>
    /// <param name="bytes">The bytes that have arrived and are not parsed yet.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <param name="batch">Where the orders go.</param>
    /// <returns>How many bytes were taken.</returns>
    /// <exception cref="JsonException">The page is no JSON.</exception>
    public int Read(ReadOnlySpan<byte> bytes, bool isLast, OrderBatch batch)
    {
        var reader = new Utf8JsonReader(bytes, isLast, _json);
        while (!batch.IsFull)
        {
            var before = reader;
            if (!reader.Read())
            {
                break;
            }

            if (!_begun)
            {
                _begun = reader.TokenType == JsonTokenType.StartArray ? true : throw new JsonException("A page is an array of orders.");
            }
            else if (reader.TokenType == JsonTokenType.EndArray)
            {
                Ended = true;
            }
            else if (!TryReadRow(ref reader, bytes, batch))
            {
                reader = before;
                break;
            }
        }

        _json = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    /// <returns>False when the rest of the row has not arrived yet.</returns>
    bool TryReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, OrderBatch batch)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (!reader.TrySkip())
            {
                return false;
            }

            Reject(null, "The row is no object.", bytes[start..(int)reader.BytesConsumed]);
            return true;
        }

        var row = new OrderRow();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                Take(row, bytes[start..(int)reader.BytesConsumed], batch);
                return true;
            }

            if (!row.TryRead(ref reader))
            {
                return false;
            }
        }

        return false;
    }

    void Take(in OrderRow row, ReadOnlySpan<byte> raw, OrderBatch batch)
    {
        if (row.Error(range, currency, _latest) is { } error)
        {
            Reject(row.Id, error, raw);
            return;
        }

        var (id, date, amount, label) = row.Order;
        var (word, bit) = Math.DivRem(id - range.First, 64);
        if ((_seen[word] & (1UL << (int)bit)) != 0)
        {
            Repeated++;
        }
        else
        {
            _seen[word] |= 1UL << (int)bit;
            Distinct++;
        }

        batch.Add(id, date, amount, label);
    }

    void Reject(long? id, string error, ReadOnlySpan<byte> raw)
    {
        RejectedCount++;
        if (_rejected.Count < RejectedMax)
        {
            var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, RawMax)]);
            _rejected.Add(new(id, error, text.Replace('\0', '\ufffd')));
        }
    }
}
