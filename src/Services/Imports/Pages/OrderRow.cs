using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Imports;

/// <summary>One row of a page as far as it has been read: its members and its error.</summary>
internal struct OrderRow
{
    const int LabelMax = 200;
    const decimal AmountMax = 9_999_999_999.999m;
    static readonly DateTime DateMin = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    DateTime? _date;
    decimal? _amount;
    string? _label;
    string? _error;

    /// <summary>The id; null when the row has none that is a number.</summary>
    public long? Id { get; private set; }

    /// <summary>The order, when there is no error.</summary>
    public readonly (long Id, DateTime Date, decimal Amount, string Label) Order => (Id!.Value, _date!.Value, _amount!.Value, _label!);

    /// <summary>Reads the member whose name the reader is at. Unknown members are skipped.</summary>
    /// <returns>False when the member is incomplete.</returns>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        var member =
            reader.ValueTextEquals("id"u8) ? Member.Id
            : reader.ValueTextEquals("order_date"u8) ? Member.Date
            : reader.ValueTextEquals("order_amount"u8) ? Member.Amount
            : reader.ValueTextEquals("order_label"u8) ? Member.Label
            : Member.Unknown;
        if (!reader.Read())
        {
            return false;
        }

        switch (member)
        {
            case Member.Id:
                Id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : Reject("id is no whole number.", Id);
                break;
            case Member.Date:
                _date = reader.TokenType == JsonTokenType.String && TryGetUtc(ref reader, out var date) ? date : Reject("order_date is no time (ISO 8601).", _date);
                break;
            case Member.Amount:
                _amount = reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var amount) ? amount : Reject("order_amount is no number.", _amount);
                break;
            case Member.Label:
                _label = reader.TokenType == JsonTokenType.String && TryGetText(ref reader, out var label) ? label : Reject("order_label is no text.", _label);
                break;
            case Member.Unknown:
            default:
                break;
        }

        return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip();
    }

    /// <summary>Why the row is not an order; null when it is one.</summary>
    /// <param name="range">The indexes that were requested.</param>
    /// <param name="currency">The currency of the amounts.</param>
    /// <param name="latest">The latest time at which an order can have been placed.</param>
    public readonly string? Error(IndexRange range, Currency currency, DateTime latest) => this switch
    {
        { _error: { } error } => error,
        { Id: null } => "id is missing.",
        { _date: null } => "order_date is missing.",
        { _amount: null } => "order_amount is missing.",
        { _label: null } => "order_label is missing.",
        _ when Id < range.First || Id > range.Last => "id is outside of the range that was asked for.",
        _ when _date < DateMin || _date > latest => "order_date is before 1990 or in the future.",
        _ when _amount is < 0 or > AmountMax => "order_amount is negative or too large.",
        _ when !currency.Represents(_amount.Value) => $"order_amount: {currency.DecimalsRule}",
        _ when _label.Length is 0 or > LabelMax => "order_label is empty or longer than 200 characters.",
        _ => null,
    };

    T Reject<T>(string reason, T unchanged)
    {
        _error ??= reason;
        return unchanged;
    }

    static bool TryGetUtc(ref Utf8JsonReader reader, out DateTime utc)
    {
        // A time without an offset is UTC, never the time of this machine.
        if (reader.TryGetDateTime(out utc))
        {
            utc = utc.Kind switch
            {
                DateTimeKind.Utc => utc,
                DateTimeKind.Local when reader.TryGetDateTimeOffset(out var offset) => offset.UtcDateTime,
                _ => DateTime.SpecifyKind(utc, DateTimeKind.Utc),
            };
            return true;
        }

        return false;
    }

    static bool TryGetText(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return !text.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            text = "";
            return false;
        }
    }

    enum Member
    {
        Unknown,
        Id,
        Date,
        Amount,
        Label,
    }
}
