using System.ComponentModel.DataAnnotations;

namespace Cartwright.Imports;

/// <summary>Settings of the imports service, section <c>Imports</c>.</summary>
public sealed class ImportsOptions
{
    /// <summary>The marketplaces to import from, by name.</summary>
    public Dictionary<string, MarketplaceOptions> Marketplaces { get; } = [];

    /// <summary>Reads the marketplaces one by one: the binder skips an unreadable entry of a dictionary in silence.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read; the message says which.</exception>
    internal void ReadMarketplaces(IConfiguration settings)
    {
        foreach (var marketplace in settings.GetSection("Imports:Marketplaces").GetChildren())
        {
            Marketplaces[marketplace.Key] = marketplace.Get<MarketplaceOptions>() ?? new();
        }
    }

    /// <summary>How long an instance owns a chunk without a heartbeat: after a crash another instance takes over this much later.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of attempts after which a chunk, and with it the import, fails; it can be resumed.</summary>
    [Range(1, 1000)]
    public int AttemptsMax { get; set; } = 50;

    /// <summary>How many known orders an import of new ones reads again: some arrive late, some change.</summary>
    [Range(0, 100_000)]
    public int Overlap { get; set; } = 100;

    /// <summary>The time without progress after which an import is reported as stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(5);
}
