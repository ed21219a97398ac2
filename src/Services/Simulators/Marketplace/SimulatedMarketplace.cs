namespace Cartwright.Simulators;

/// <summary>A simulated marketplace, identified by its account.</summary>
/// <param name="account">The name of the account.</param>
/// <param name="rules">Its first rules.</param>
internal sealed class SimulatedMarketplace(string account, MarketplaceRules rules)
{
    volatile MarketplaceRules _rules = rules;

    /// <summary>The name of the account.</summary>
    public string Account => account;

    /// <summary>The current rules; a request keeps those of its arrival.</summary>
    public MarketplaceRules Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <summary>Its counts.</summary>
    public MarketplaceCounts Counts { get; } = new();
}
