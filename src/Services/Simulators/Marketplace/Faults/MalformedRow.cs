namespace Cartwright.Simulators;

/// <summary>Writes an order that is none.</summary>
internal static class MalformedRow
{
    const int TooLong = 1000;
    static readonly int Damages = Enum.GetValues<RowDamage>().Length;
    static readonly byte[] LongLabel = [.. Enumerable.Repeat((byte)'x', TooLong)];

    /// <summary>One of all damages.</summary>
    /// <param name="number">Chooses it.</param>
    public static RowDamage DamageOf(ulong number) => (RowDamage)(int)(number % (ulong)Damages);

    /// <summary>The order with the damage.</summary>
    public static void Append(ref RowText text, OrderRow rows, in OrderParts order, RowDamage damage)
    {
        if (damage == RowDamage.RowIsNull)
        {
            text.Append("null"u8);
            return;
        }

        AppendId(ref text, order, damage);
        AppendDate(ref text, rows, order, damage);
        AppendAmount(ref text, order, damage);
        AppendLabel(ref text, order, damage);
        text.Append("}"u8);
    }

    static void AppendId(ref RowText text, in OrderParts order, RowDamage damage)
    {
        // Something has to come first where the id does not.
        text.Append(damage == RowDamage.IdIsMissing ? "{\"order\":"u8 : "{\"id\":"u8);
        switch (damage)
        {
            case RowDamage.IdIsNull:
                text.Append("null"u8);
                break;
            case RowDamage.IdIsText:
                text.Append("\"order "u8);
                text.Append(order.Id);
                text.Append("\""u8);
                break;
            default:
                text.Append(order.Id);
                break;
        }
    }

    static void AppendDate(ref RowText text, OrderRow rows, in OrderParts order, RowDamage damage)
    {
        text.Append(",\"order_date\":"u8);
        switch (damage)
        {
            case RowDamage.DateIsBad:
                text.Append("\"2023-02-30T25:61:00Z\""u8);
                break;
            case RowDamage.DateIsNumber:
                text.Append(order.Seconds);
                break;
            default:
                text.Append("\""u8);
                rows.AppendDate(ref text, order.Seconds);
                text.Append("\""u8);
                break;
        }
    }

    static void AppendAmount(ref RowText text, in OrderParts order, RowDamage damage)
    {
        if (damage == RowDamage.AmountIsMissing)
        {
            return;
        }

        text.Append(",\"order_amount\":"u8);
        text.Append(damage switch { RowDamage.AmountIsNegative => "-"u8, RowDamage.AmountIsText => "\"EUR "u8, _ => [] });
        OrderRow.AppendAmount(ref text, order.Cents);
        text.Append(damage == RowDamage.AmountIsText ? "\""u8 : []);
    }

    static void AppendLabel(ref RowText text, in OrderParts order, RowDamage damage)
    {
        switch (damage)
        {
            case RowDamage.LabelIsMissing:
                break;
            case RowDamage.LabelIsNull:
                text.Append(",\"order_label\":null"u8);
                break;
            default:
                text.Append(",\"order_label\":\""u8);
                if (damage == RowDamage.LabelIsTooLong)
                {
                    text.Append(LongLabel);
                }
                else
                {
                    OrderRow.AppendLabel(ref text, order);
                }

                text.Append("\""u8);
                break;
        }
    }
}
