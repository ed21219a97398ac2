namespace Cartwright.Simulators;

/// <summary>The rules of a marketplace until its settings change.</summary>
/// <param name="settings">The settings.</param>
/// <param name="faultSeed">The seed of its faults.</param>
/// <param name="time">The clock.</param>
internal sealed class MarketplaceRules(MarketplaceSettings settings, int faultSeed, TimeProvider time)
{
    long _requests;

    public MarketplaceSettings Settings => settings;

    /// <summary>Its rate limit.</summary>
    public RequestAllowance Allowance { get; } = new(settings.RequestsPerSecond, time);

    /// <summary>The settings as they are shown: with the seed in use and without the password.</summary>
    public MarketplaceSettings Shown => settings with { FaultSeed = faultSeed, Password = null };

    /// <summary>The fault injector of the next request.</summary>
    public FaultInjector NextFaults() => new(faultSeed, Interlocked.Increment(ref _requests));
}
