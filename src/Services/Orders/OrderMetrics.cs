using System.Diagnostics.Metrics;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Orders;

/// <summary>Counts orders and their totals by status.</summary>
internal sealed class OrderMetrics : IBusinessMetrics
{
    readonly Counter<long> _orders;
    readonly Counter<double> _amounts;

    public OrderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _orders = meter.CreateCounter<long>("cartwright.orders", "{order}", "Orders by what became of them: placed, confirmed, rejected, cancelled.");
        _amounts = meter.CreateCounter<double>("cartwright.orders.amount", null, "Totals of orders by what became of them and currency.");
    }

    public void Count(IEvent fact)
    {
        switch (fact)
        {
            case OrderCreated placed:
                Count("placed", placed.Total, placed.Currency);
                break;
            case OrderConfirmed confirmed:
                Count(OrderStatus.Confirmed, confirmed.Total, confirmed.Currency);
                break;
            case OrderCancelled { Currency: { } currency } cancelled:
                Count(OrderStatus.Cancelled, cancelled.Total, currency);
                break;
            case OrderRejected:
                _orders.Add(1, Status(OrderStatus.Rejected));
                break;
            default:
                break;
        }
    }

    void Count(string status, decimal total, string currency)
    {
        _orders.Add(1, Status(status));
        _amounts.Add((double)total, Status(status), new KeyValuePair<string, object?>("currency", currency));
    }

    static KeyValuePair<string, object?> Status(string status) => new("status", status);
}
