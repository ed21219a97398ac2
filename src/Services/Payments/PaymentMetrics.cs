using System.Diagnostics.Metrics;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Payments;

/// <summary>Payments and their amounts by outcome.</summary>
internal sealed class PaymentMetrics : IBusinessMetrics
{
    readonly Counter<long> _payments;
    readonly Counter<double> _amounts;

    public PaymentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _payments = meter.CreateCounter<long>(
            "cartwright.payments", "{payment}",
            "Payments by outcome: action_required, authorized, completed, failed, voided, cancelled, refunded, capture_failed, void_failed, refund_failed.");
        _amounts = meter.CreateCounter<double>(
            "cartwright.payments.amount", null,
            "Amounts by outcome and currency: authorized, completed (captured), refunded, capture_failed, void_failed, refund_failed.");
    }

    public void Count(IEvent fact)
    {
        switch (fact)
        {
            case PaymentAuthorized authorized:
                Count("authorized", authorized.Amount, authorized.Currency);
                break;
            case PaymentCompleted completed:
                Count("completed", completed.Amount, completed.Currency);
                break;
            case PaymentRefunded refunded:
                Count("refunded", refunded.Amount, refunded.Currency);
                break;
            case PaymentCaptureFailed failed:
                Count("capture_failed", failed.Amount, failed.Currency);
                break;
            case PaymentVoidFailed failed:
                Count("void_failed", failed.Amount, failed.Currency);
                break;
            case PaymentRefundFailed failed:
                Count("refund_failed", failed.Amount, failed.Currency);
                break;
            case PaymentFailed:
                _payments.Add(1, Outcome("failed"));
                break;
            case PaymentActionRequired:
                _payments.Add(1, Outcome("action_required"));
                break;
            case PaymentVoided:
                _payments.Add(1, Outcome("voided"));
                break;
            case PaymentCancelled:
                _payments.Add(1, Outcome("cancelled"));
                break;
            default:
                break;
        }
    }

    void Count(string outcome, decimal amount, string currency)
    {
        _payments.Add(1, Outcome(outcome));
        _amounts.Add((double)amount, Outcome(outcome), new KeyValuePair<string, object?>("currency", currency));
    }

    static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
