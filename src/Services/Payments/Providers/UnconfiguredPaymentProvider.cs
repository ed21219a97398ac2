namespace Cartwright.Payments;

/// <summary>Stands for a provider that has open payments and is not in the settings: each payment waits, because another provider does not know it.</summary>
internal sealed class UnconfiguredPaymentProvider(string name) : IPaymentProvider
{
    readonly string _reason = $"The payment provider {name} is not configured. Configure it until its open payments have ended.";

    public string Name => name;

    public Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken) => Unknown();

    public Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken) => Unknown();

    public Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken) => Unknown();

    public Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken) =>
        Task.FromResult<ChargeOutcome?>(new ChargeOutcome.Unknown(_reason));

    public Task<RefundOutcome> RefundAsync(DueRefund refund, CancellationToken cancellationToken) =>
        Task.FromResult<RefundOutcome>(new RefundOutcome.Unknown(_reason));

    Task<ChargeOutcome> Unknown() => Task.FromResult<ChargeOutcome>(new ChargeOutcome.Unknown(_reason));
}
