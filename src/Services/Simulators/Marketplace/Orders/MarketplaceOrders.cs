namespace Cartwright.Simulators;

/// <summary>The orders of all simulated marketplaces: what an order says depends on its marketplace's seed and its id and on nothing else.</summary>
internal static class MarketplaceOrders
{
    // So that what is broken, what is altered and what an order says have nothing to do with each other.
    const ulong Broken = 0xB0C4E;
    const ulong Altered = 0xA17E4ED;

    /// <summary>The order of an id.</summary>
    public static MarketplaceOrder Of(long seed, long id) => OrderParts.Draw(seed, id).ToOrder();

    /// <summary>The order as it is after its seller has edited it: another amount and another number of pieces.</summary>
    public static MarketplaceOrder AlteredOf(long seed, long id) => OrderParts.Draw(seed, id).Edit().ToOrder();

    /// <summary>Whether the order is one of those that are always malformed.</summary>
    /// <param name="seed">The marketplace's seed.</param>
    /// <param name="id">The order.</param>
    /// <param name="share">How many are, of one. Those of a smaller share are among those of a larger one.</param>
    public static bool IsBroken(long seed, long id, double share) => share > 0 && SplitMix.Part(Draw(seed, Broken, id)) < share;

    /// <summary>What is wrong with a broken order.</summary>
    public static RowDamage DamageOf(long seed, long id) => MalformedRow.DamageOf(Draw(seed, Broken, ~id));

    /// <summary>Whether the order is one of those that have been edited.</summary>
    /// <param name="seed">The marketplace's seed.</param>
    /// <param name="id">The order.</param>
    /// <param name="share">How many have, of one. Those of a smaller share are among those of a larger one.</param>
    public static bool IsAltered(long seed, long id, double share) => share > 0 && SplitMix.Part(Draw(seed, Altered, id)) < share;

    static ulong Draw(long seed, ulong purpose, long id) => SplitMix.Of((ulong)seed ^ (purpose << 32), (ulong)id);
}
