using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;

namespace Cartwright.Payments;

/// <summary>
/// Charges, captures and voids payments. The row is written before the provider is called, so that a crash in between loses nothing. A payment that is claimed
/// a second time may have been charged, so the worker looks it up at the provider before it charges it.
/// </summary>
internal sealed class ExecutePayments : LeasedJobWorker<Payment>
{
    readonly PaymentProviders _providers;
    readonly Database _database;
    readonly TimeSpan _lease;
    readonly bool _capture;
    readonly RequestBatcher<Settling, bool> _settlements;

    /// <summary>A payment, the outcome of the call, and the trace of the call.</summary>
    sealed record Settling(Payment Payment, ChargeOutcome Outcome, string? TraceParent);

    public ExecutePayments(
        PaymentProviders providers, Database database, IOptions<PaymentsOptions> options, TimeProvider time, WorkMeter meter, ILogger<ExecutePayments> logger)
        : base(concurrency: 128, options.Value.Lease, TimeSpan.FromMilliseconds(500), time, meter, logger)
    {
        _providers = providers;
        _database = database;
        _lease = options.Value.Lease;
        _capture = options.Value.CaptureOn == CaptureTime.Order;
        _settlements = new("settle payments", meter, SettleTogetherAsync, batchMax: 128, workers: 2);
    }

    protected override Task<IReadOnlyList<Payment>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        return PaymentStore.ClaimAsync(_database, now, now + _lease, max, cancellationToken);
    }

    protected override string? TraceParentOf(Payment item) => item.TraceParent;

    protected override async Task DoAsync(Payment item, CancellationToken cancellationToken)
    {
        var provider = _providers.Of(item.Provider);
        var outcome = item.Status switch
        {
            PaymentState.Capturing => await provider.CaptureAsync(item, cancellationToken),
            PaymentState.Voiding => await provider.VoidAsync(item, cancellationToken),
            _ => await ChargeAsync(provider, item, cancellationToken),
        };
        await _settlements.RunAsync(new(item, outcome, Tracing.Context), cancellationToken);
    }

    async Task<ChargeOutcome> ChargeAsync(IPaymentProvider provider, Payment payment, CancellationToken cancellationToken)
    {
        var outcome = payment.Tries > 0 ? await provider.FindAsync(payment, cancellationToken) : null;
        return outcome ?? (payment.CancelRequested ? new ChargeOutcome.NotCharged() : await provider.ChargeAsync(payment, _capture, cancellationToken));
    }

    async Task<IReadOnlyList<bool>> SettleTogetherAsync(IReadOnlyList<Settling> outcomes, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await using var work = await _database.BeginAsync(cancellationToken);
        var payments = (await PaymentStore.LockAsync(work, [.. outcomes.Select(o => o.Payment.Id)], cancellationToken)).ToDictionary(p => p.Id);
        var settled = new List<Settlement>();
        foreach (var settling in outcomes.DistinctBy(o => o.Payment.Id))
        {
            if (payments[settling.Payment.Id].Settle(settling.Outcome, now) is { } settlement)
            {
                settled.Add(settlement);
                if (settlement.Event is not null)
                {
                    work.PublishWithTrace(settling.TraceParent, settlement.Event);
                }
            }
        }

        await PaymentStore.SaveAsync(work, [.. settled.Select(s => s.Payment)], now, cancellationToken);
        await RefundStore.InsertAsync(work, [.. settled.Select(s => s.Refund).OfType<Refund>()], now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return [.. outcomes.Select(_ => true)];
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _settlements.DisposeAsync();
    }
}
