namespace Cartwright.Simulators;

/// <summary>A captured charge of the simulated payment provider.</summary>
/// <param name="Key">The idempotency key that the charge was requested with.</param>
/// <param name="Captured">Money that was taken.</param>
/// <param name="Refunded">Money that was given back.</param>
public sealed record SettledCharge(string Key, decimal Captured, decimal Refunded);
