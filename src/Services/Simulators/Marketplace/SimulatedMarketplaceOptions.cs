namespace Cartwright.Simulators;

/// <summary>The simulated marketplaces, section <c>Simulators:Marketplace</c>.</summary>
public sealed class SimulatedMarketplaceOptions
{
    /// <summary>The section.</summary>
    internal const string Section = "Simulators:Marketplace";

    /// <summary>The marketplaces by the name of the account that logs in; when there is none there is <c>demo</c>.</summary>
    public Dictionary<string, MarketplaceSettings> Accounts { get; } = [];

    /// <summary>Reads them one by one: the binder skips an unreadable entry of a dictionary in silence.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read; the message says which.</exception>
    internal void Read(IConfiguration settings)
    {
        foreach (var account in settings.GetSection($"{Section}:{nameof(Accounts)}").GetChildren())
        {
            Accounts[account.Key] = account.Get<MarketplaceSettings>() ?? new();
        }
    }
}
