using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Cartwright.Simulators;

/// <summary>All simulated marketplaces of this instance: as configured, and as changed since.</summary>
internal sealed class SimulatedMarketplaces
{
    /// <summary>How many there can be.</summary>
    public const int CountMax = 1000;

    const string DemoAccount = "demo";
    const string DemoPassword = "demo-marketplace";

    readonly ConcurrentDictionary<string, SimulatedMarketplace> _all = new(StringComparer.Ordinal);
    readonly TimeProvider _time;
    readonly ILogger<SimulatedMarketplaces> _logger;
    readonly Lock _lock = new();

    public SimulatedMarketplaces(IOptions<SimulatedMarketplaceOptions> options, TimeProvider time, ILogger<SimulatedMarketplaces> logger)
    {
        (_time, _logger) = (time, logger);
        var configured = options.Value.Accounts;
        foreach (var (account, settings) in configured.Count > 0 ? configured : new() { [DemoAccount] = new() { Password = DemoPassword } })
        {
            _all[account] = new(account, RulesOf(account, settings));
        }
    }

    /// <summary>What became of a change.</summary>
    public enum Change
    {
        /// <summary>The marketplace goes by the new settings.</summary>
        Changed,

        /// <summary>There is one more.</summary>
        Added,

        /// <summary>A new one needs a password.</summary>
        PasswordMissing,

        /// <summary>There are too many.</summary>
        TooMany,
    }

    /// <summary>The marketplace of an account; null when there is none.</summary>
    public SimulatedMarketplace? Find(string account) => _all.GetValueOrDefault(account);

    /// <summary>Changes a marketplace, or adds it.</summary>
    public Change Set(string account, MarketplaceSettings settings)
    {
        lock (_lock)
        {
            if (Find(account) is { } known)
            {
                known.Rules = RulesOf(account, settings with { Password = settings.Password ?? known.Rules.Settings.Password });
                return Change.Changed;
            }

            if (settings.Password is null)
            {
                return Change.PasswordMissing;
            }

            return _all.Count < CountMax && _all.TryAdd(account, new(account, RulesOf(account, settings))) ? Change.Added : Change.TooMany;
        }
    }

    MarketplaceRules RulesOf(string account, MarketplaceSettings settings)
    {
        var faultSeed = settings.FaultSeed ?? Random.Shared.Next();
        if (settings.HasFaultsByChance)
        {
            _logger.FaultsConfigured(account, faultSeed);
        }

        return new(settings, faultSeed, _time);
    }
}
