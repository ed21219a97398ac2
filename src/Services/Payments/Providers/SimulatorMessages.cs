namespace Cartwright.Payments;

/// <summary>A charge, as the simulated provider takes it.</summary>
internal sealed record SimulatorChargeRequest(decimal Amount, string Currency, string Token, bool Capture);

/// <summary>A charge, as the simulated provider shows it.</summary>
internal sealed record SimulatorChargeResponse(string Id, string Status, decimal Amount, string? FailureMessage);

/// <summary>A refund, as the simulated provider takes it.</summary>
internal sealed record SimulatorRefundRequest(decimal Amount);
