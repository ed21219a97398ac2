namespace Cartwright.Simulators;

/// <summary>A page of orders as a JSON array, written piece by piece: its size in memory does not depend on its length.</summary>
internal sealed class OrderPage
{
    /// <summary>The least room that is of use: every row fits, and one that comes once more.</summary>
    public const int RoomMin = 2 * RowBytesMax;

    const int RowBytesMax = 2048;
    const int WaitingMax = 64;
    const double ChanceOfRepeat = 0.1;

    readonly MarketplaceSettings _settings;
    readonly long _end;
    readonly long _stopBefore;
    readonly bool _isUntouched;
    readonly OrderRow _rows = new();
    readonly Queue<long> _waiting = new();
    FaultInjector _faults;
    long _next;

    /// <summary>A page from one index to another, both included.</summary>
    public OrderPage(long start, long end, MarketplaceSettings settings, FaultInjector faults)
    {
        (_next, _end, _settings, _faults) = (start, end, settings, faults);
        End = _faults.Occurs(settings.Drops) ? PageEnd.Dropped : _faults.Occurs(settings.Garbage) ? PageEnd.Garbled : PageEnd.Whole;
        _stopBefore = End == PageEnd.Whole ? end + 1 : start + _faults.Below(end - start + 1);
        _isUntouched = settings is { Malformed: 0, Duplicates: 0, BrokenOrders: 0, AlteredOrders: 0 };
    }

    /// <summary>How it ends.</summary>
    public PageEnd End { get; }

    /// <summary>Whether all of it is written.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>How many of them are malformed.</summary>
    public long MalformedRows { get; private set; }

    /// <summary>How many of them came before.</summary>
    public long DuplicateRows { get; private set; }

    /// <summary>How many of them are of edited orders.</summary>
    public long AlteredRows { get; private set; }

    /// <summary>Writes as much of the page as there is room for, and says how much that is.</summary>
    /// <param name="room">At least <see cref="RoomMin"/>.</param>
    public int Fill(Span<byte> room)
    {
        var text = new RowText(room);
        while (text.Left >= RoomMin && _next < _stopBefore)
        {
            if (_isUntouched)
            {
                AppendPlain(ref text);
            }
            else
            {
                AppendWithFaults(ref text);
            }
        }

        if (_next == _stopBefore)
        {
            AppendEnd(ref text);
        }

        return text.Length;
    }

    void AppendPlain(ref RowText text)
    {
        Separate(ref text);
        _rows.Append(ref text, OrderParts.Draw(_settings.Seed, _next++));
    }

    void AppendWithFaults(ref RowText text)
    {
        var id = _next++;
        if (_faults.Occurs(_settings.Malformed))
        {
            AppendMalformed(ref text, id, MalformedRow.DamageOf(_faults.Next()));
        }
        else
        {
            AppendUnchanged(ref text, id);
            if (_faults.Occurs(_settings.Duplicates))
            {
                _waiting.Enqueue(id);
            }
        }

        // Not at once, but after others or at the end.
        if (_waiting.TryPeek(out var first) && first < id && (_waiting.Count == WaitingMax || _faults.Occurs(ChanceOfRepeat)))
        {
            Repeat(ref text);
        }
    }

    void AppendEnd(ref RowText text)
    {
        if (End == PageEnd.Whole)
        {
            while (_waiting.Count > 0)
            {
                if (text.Left < RoomMin)
                {
                    return;
                }

                Repeat(ref text);
            }

            text.Append("]"u8);
        }
        else
        {
            text.Append(Rows == 0 ? "["u8 : ","u8);
            text.Append(End == PageEnd.Garbled ? "<html><body>upstream error</body></html>"u8 : []);
        }

        IsComplete = true;
    }

    void Repeat(ref RowText text)
    {
        AppendUnchanged(ref text, _waiting.Dequeue());
        DuplicateRows++;
    }

    void AppendUnchanged(ref RowText text, long id)
    {
        if (MarketplaceOrders.IsBroken(_settings.Seed, id, _settings.BrokenOrders))
        {
            AppendMalformed(ref text, id, MarketplaceOrders.DamageOf(_settings.Seed, id));
            return;
        }

        var order = OrderParts.Draw(_settings.Seed, id);
        if (MarketplaceOrders.IsAltered(_settings.Seed, id, _settings.AlteredOrders))
        {
            order = order.Edit();
            AlteredRows++;
        }

        Separate(ref text);
        _rows.Append(ref text, order);
    }

    void AppendMalformed(ref RowText text, long id, RowDamage damage)
    {
        Separate(ref text);
        MalformedRow.Append(ref text, _rows, OrderParts.Draw(_settings.Seed, id), damage);
        MalformedRows++;
    }

    void Separate(ref RowText text) => text.Append(Rows++ == 0 ? "["u8 : ","u8);
}
