using System.Text.Json;

namespace Cartwright.Imports;

/// <summary>One row of a page, as far as it has been read: what it says, and what is wrong with it.</summary>
internal struct OrderRow
{
    const int LabelMax = 200;
    const decimal AmountMax = 9_999_999_999.99m;
    static readonly DateTime DateMin = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    DateTime? _date;
    decimal? _amount;
    string? _label;
    string? _complaint;

    /// <summary>The id; null when the row has none that is a number.</summary>
    public long? Id { get; private set; }

    /// <summary>The order that the row is, when there is no complaint.</summary>
    public readonly (long Id, DateTime Date, decimal Amount, string Label) Order => (Id!.Value, _date!.Value, _amount!.Value, _label!);

    /// <summary>Reads a member, on whose name the reader stands. Members that nobody knows are passed over.</summary>
    /// <returns>False when the member has not come completely.</returns>
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
                Id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : Complain("id is no whole number.", Id);
                break;
            case Member.Date:
                _date = reader.TokenType == JsonTokenType.String && TryGetUtc(ref reader, out var date) ? date : Complain("order_date is no time (ISO 8601).", _date);
                break;
            case Member.Amount:
                _amount = reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var amount) ? amount : Complain("order_amount is no number.", _amount);
                break;
            case Member.Label:
                _label = reader.TokenType == JsonTokenType.String && TryGetText(ref reader, out var label) ? label : Complain("order_label is no text.", _label);
                break;
            case Member.Unknown:
            default:
                break;
        }

        return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip();
    }

    /// <summary>What is wrong with the row; null when it is an order.</summary>
    /// <param name="range">The indexes that were asked for.</param>
    /// <param name="latest">Orders are not placed later.</param>
    public readonly string? Complaint(IndexRange range, DateTime latest) => this switch
    {
        { _complaint: { } complaint } => complaint,
        { Id: null } => "id is missing.",
        { _date: null } => "order_date is missing.",
        { _amount: null } => "order_amount is missing.",
        { _label: null } => "order_label is missing.",
        _ when Id < range.First || Id > range.Last => "id is outside of the range that was asked for.",
        _ when _date < DateMin || _date > latest => "order_date is before 1990 or in the future.",
        _ when _amount is < 0 or > AmountMax => "order_amount is negative or too large.",
        _ when decimal.Round(_amount.Value, 2) != _amount => "order_amount has more than two decimals.",
        _ when _label.Length is 0 or > LabelMax => "order_label is empty or longer than 200 characters.",
        _ => null,
    };

    T Complain<T>(string complaint, T unchanged)
    {
        _complaint ??= complaint;
        return unchanged;
    }

    static bool TryGetUtc(ref Utf8JsonReader reader, out DateTime utc)
    {
        // What tells no offset is taken for UTC, never for the time of this machine.
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
