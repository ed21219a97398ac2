namespace Cartwright.Simulators;

/// <summary>What holds for a marketplace from one change of its settings to the next.</summary>
/// <param name="settings">The settings.</param>
/// <param name="faultSeed">What chance is drawn from.</param>
/// <param name="time">The clock.</param>
internal sealed class MarketplaceRules(MarketplaceSettings settings, int faultSeed, TimeProvider time)
{
    long _requests;

    public MarketplaceSettings Settings => settings;

    /// <summary>How many requests may come.</summary>
    public RequestAllowance Allowance { get; } = new(settings.RequestsPerSecond, time);

    /// <summary>The settings as they are shown: with the seed in use and without the password.</summary>
    public MarketplaceSettings Shown => settings with { FaultSeed = faultSeed, Password = null };

    /// <summary>The chances of the next request.</summary>
    public FaultInjector ThrowDice() => new(faultSeed, Interlocked.Increment(ref _requests));
}

/// <summary>A simulated marketplace, which is known by the account that logs in to it.</summary>
/// <param name="account">The name of the account.</param>
/// <param name="rules">What holds at first.</param>
internal sealed class SimulatedMarketplace(string account, MarketplaceRules rules)
{
    volatile MarketplaceRules _rules = rules;

    /// <summary>The name of the account.</summary>
    public string Account => account;

    /// <summary>What holds now; a request goes by what held when it came.</summary>
    public MarketplaceRules Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <summary>What has happened to it.</summary>
    public MarketplaceCounts Counts { get; } = new();
}
