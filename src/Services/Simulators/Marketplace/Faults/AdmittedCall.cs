namespace Cartwright.Simulators;

/// <summary>An admitted call.</summary>
/// <param name="Marketplace">The marketplace of its token.</param>
/// <param name="Settings">The settings when it arrived.</param>
/// <param name="Faults">Draws its further faults.</param>
internal readonly record struct AdmittedCall(SimulatedMarketplace Marketplace, MarketplaceSettings Settings, FaultInjector Faults);
