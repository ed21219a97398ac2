namespace Cartwright.Tests.OrdersService;

/// <summary>
/// A small model of one order, its money and its goods: what is allowed, and what follows. It knows nothing of services and events.
/// </summary>
/// <param name="stock">Units in the warehouse before.</param>
/// <param name="price">Price of a unit.</param>
/// <param name="quantity">Units that are ordered.</param>
/// <param name="tax">Tax on all of them.</param>
/// <param name="shipping">Price of shipping.</param>
public sealed class OrderModel(int stock, decimal price, int quantity, decimal tax, decimal shipping)
{
    readonly List<ModelReturn> _returns = [];
    decimal _captured;
    decimal _refunded;
    int _onHand = stock;
    int _reserved;
    string _status = "pending";

    decimal Total => (price * quantity) + tax + shipping;

    decimal Left => _captured - _refunded;

    bool WasSent => _status is "shipped" or "delivered";

    /// <summary>Everything that can be seen of it from outside.</summary>
    public string State => $"{_status}, refunded {_refunded:0.00}, {_onHand} on hand, {_reserved} reserved, returns: {string.Join(' ', _returns.Select(r => r.Status))}";

    /// <summary>How many returns there are.</summary>
    public int Returns => _returns.Count;

    /// <summary>What makes sense to try now; what is there twice is tried more often.</summary>
    public IReadOnlyList<HistoryStepKind> Sensible => _status switch
    {
        "awaiting_payment" => [HistoryStepKind.Pay, HistoryStepKind.Pay, HistoryStepKind.Pay, HistoryStepKind.Cancel],
        "confirmed" => [.. Enumerable.Repeat(HistoryStepKind.Ship, 6), HistoryStepKind.Cancel, HistoryStepKind.Refund],
        "shipped" or "delivered" =>
        [
            .. _status == "shipped" ? [HistoryStepKind.Deliver] : Array.Empty<HistoryStepKind>(),
            .. Enumerable.Repeat(HistoryStepKind.RequestReturn, quantity > UnitsBack ? 2 : 0),
            .. Enumerable.Repeat(HistoryStepKind.ReceiveReturn, 3 * Count("approved")),
            .. Enumerable.Repeat(HistoryStepKind.CancelReturn, Count("approved")),
            .. Enumerable.Repeat(HistoryStepKind.InspectReturn, 4 * Count("received")),
            .. Enumerable.Repeat(HistoryStepKind.RefundReturn, Count("refund_failed")),
        ],
        _ => [],
    };

    int UnitsBack => _returns.Where(r => r.Status != "cancelled").Sum(r => r.Units);

    /// <summary>The units of a return.</summary>
    public int UnitsOf(int number) => _returns[number].Units;

    /// <summary>The order is placed.</summary>
    public void Place(bool isPaid)
    {
        if (quantity > _onHand)
        {
            _status = "rejected";
            return;
        }

        _reserved = quantity;
        _status = "awaiting_payment";
        Capture(isPaid);
    }

    /// <summary>The customer pays again.</summary>
    /// <returns>Whether that is allowed.</returns>
    public bool Pay(bool isPaid)
    {
        var isAllowed = _status == "awaiting_payment";
        Capture(isAllowed && isPaid);
        return isAllowed;
    }

    /// <summary>The order is cancelled: all money goes back, and all units are free.</summary>
    public bool Cancel()
    {
        if (_status is not ("awaiting_payment" or "confirmed"))
        {
            return false;
        }

        (_status, _reserved, _refunded) = ("cancelled", 0, _captured);
        return true;
    }

    /// <summary>The order leaves. What was given back in full does not.</summary>
    public bool Ship()
    {
        if (_status != "confirmed" || Left == 0)
        {
            return false;
        }

        (_status, _onHand, _reserved) = ("shipped", _onHand - quantity, 0);
        return true;
    }

    /// <summary>The order arrives.</summary>
    public bool Deliver()
    {
        var isAllowed = _status == "shipped";
        _status = isAllowed ? "delivered" : _status;
        return isAllowed;
    }

    /// <summary>Staff give money back by hand.</summary>
    public bool Refund(decimal amount)
    {
        var isAllowed = amount <= Left;
        _refunded += isAllowed ? amount : 0;
        return isAllowed;
    }

    /// <summary>The customer withdraws from some units.</summary>
    public bool RequestReturn(int units)
    {
        var isAllowed = WasSent && units <= quantity - UnitsBack;
        if (isAllowed)
        {
            _returns.Add(new() { Units = units });
        }

        return isAllowed;
    }

    /// <summary>The customer changes their mind. To cancel again changes nothing.</summary>
    public bool CancelReturn(int number) => Move(number, "cancelled", from: "approved");

    /// <summary>The parcel is back.</summary>
    public bool ReceiveReturn(int number) => Move(number, "received", from: "approved");

    /// <summary>Staff look at the units.</summary>
    public bool InspectReturn(int number, int restocked, int scrapped)
    {
        var found = _returns[number];
        if (found.Status != "received")
        {
            // The same again changes nothing.
            return found.Status is "completed" or "refund_failed" && (found.Restocked, found.Scrapped) == (restocked, scrapped);
        }

        var before = WithTax(_returns.Sum(r => r.Restocked + r.Scrapped));
        (found.Restocked, found.Scrapped) = (restocked, scrapped);
        var accepted = _returns.Sum(r => r.Restocked + r.Scrapped);
        found.Worth = WithTax(accepted) - before + (accepted == quantity ? shipping : 0);
        _onHand += restocked;
        GiveBack(found);
        return true;
    }

    /// <summary>Staff ask again for a refund that was refused.</summary>
    public bool RefundReturn(int number)
    {
        var isAllowed = _returns[number].Status == "refund_failed";
        if (isAllowed)
        {
            GiveBack(_returns[number]);
        }

        return isAllowed;
    }

    int Count(string status) => _returns.Count(r => r.Status == status);

    void Capture(bool isPaid)
    {
        if (isPaid)
        {
            (_status, _captured) = ("confirmed", Total);
        }
    }

    void GiveBack(ModelReturn found)
    {
        found.Status = found.Worth <= Left ? "completed" : "refund_failed";
        _refunded += found.Worth <= Left ? found.Worth : 0;
    }

    bool Move(int number, string status, string from)
    {
        var isAllowed = _returns[number].Status == from || _returns[number].Status == status;
        _returns[number].Status = isAllowed ? status : _returns[number].Status;
        return isAllowed;
    }

    decimal WithTax(int units) => (units * price) + Math.Round(tax * units / quantity, 2, MidpointRounding.AwayFromZero);

    sealed class ModelReturn
    {
        public required int Units { get; init; }

        public string Status { get; set; } = "approved";

        public int Restocked { get; set; }

        public int Scrapped { get; set; }

        public decimal Worth { get; set; }
    }
}
