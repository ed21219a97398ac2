namespace Cartwright.Simulators;

/// <summary>Writes orders as JSON. It remembers the last day, which most orders share with the one before.</summary>
internal sealed class OrderRow
{
    const int SecondsPerDay = 24 * 3600;

    readonly byte[] _date = new byte["2023-01-02"u8.Length];
    long _day = -1;

    /// <summary>A whole order.</summary>
    public void Append(ref RowText text, in OrderParts order)
    {
        text.Append("{\"id\":"u8);
        text.Append(order.Id);
        text.Append(",\"order_date\":\""u8);
        AppendDate(ref text, order.Seconds);
        text.Append("\",\"order_amount\":"u8);
        AppendAmount(ref text, order.Cents);
        text.Append(",\"order_label\":\""u8);
        AppendLabel(ref text, order);
        text.Append("\"}"u8);
    }

    /// <summary>The time in ISO 8601, in UTC and to the second.</summary>
    public void AppendDate(ref RowText text, long seconds)
    {
        var (day, second) = Math.DivRem(seconds, SecondsPerDay);
        if (day != _day)
        {
            OrderCalendar.Start.AddDays(day).TryFormat(_date, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            _day = day;
        }

        var (minute, rest) = Math.DivRem((int)second, 60);
        text.Append(_date);
        text.Append("T"u8);
        text.AppendTwoDigits(minute / 60);
        text.Append(":"u8);
        text.AppendTwoDigits(minute % 60);
        text.Append(":"u8);
        text.AppendTwoDigits(rest);
        text.Append("Z"u8);
    }

    /// <summary>The amount with two decimals.</summary>
    public static void AppendAmount(ref RowText text, int cents)
    {
        text.Append(cents / 100);
        text.Append("."u8);
        text.AppendTwoDigits(cents % 100);
    }

    /// <summary>The label without its quotes.</summary>
    public static void AppendLabel(ref RowText text, in OrderParts order)
    {
        text.Append(OrderWords.Qualities[order.Quality].Json);
        text.Append(" "u8);
        text.Append(OrderWords.Wares[order.Ware].Json);
        if (order.Pieces > 1)
        {
            text.Append(", "u8);
            text.Append(order.Pieces);
            text.Append(" pcs"u8);
        }
    }
}
