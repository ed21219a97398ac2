using System.Collections.Frozen;

namespace Cartwright.Catalog;

/// <summary>
/// How popular products are, in steps of about twice as many units, from 0 to <see cref="StepMax"/>. The steps are coarse, so that one sale more seldom changes the order of a
/// search. A version is immutable.
/// </summary>
/// <param name="ById">The steps of products that customers bought; all others have 0.</param>
internal sealed record PopularitySteps(FrozenDictionary<Guid, byte> ById)
{
    /// <summary>The highest step: 32,767 units and more.</summary>
    public const int StepMax = 15;

    /// <summary>How many steps there are.</summary>
    public const int Count = StepMax + 1;

    /// <summary>How many products can have a step; the most popular ones do.</summary>
    public const int ProductsMax = 100_000;

    /// <summary>Nobody bought anything.</summary>
    public static readonly PopularitySteps None = new(FrozenDictionary<Guid, byte>.Empty);

    /// <summary>The step of a product.</summary>
    public int Of(Guid product) => ById.GetValueOrDefault(product);

    /// <summary>The step of a sum of units: 1 unit has step 1, 3 have step 2, 7 have step 3. It is rounded, so that a unit does not leave its step in the moment after.</summary>
    public static byte StepOf(double units) => (byte)Math.Min(Math.Round(Math.Log2(1 + Math.Max(0, units))), StepMax);

    /// <summary>The steps with changes; the same version if nothing changes.</summary>
    public PopularitySteps With(IEnumerable<KeyValuePair<Guid, byte>> changes)
    {
        var changed = changes.Where(c => Of(c.Key) != c.Value).ToList();
        if (changed.Count == 0)
        {
            return this;
        }

        var steps = new Dictionary<Guid, byte>(ById);
        foreach (var (product, step) in changed)
        {
            steps[product] = step;
        }

        return OfAll(steps);
    }

    /// <summary>The steps of products; those of step 0 need no place.</summary>
    public static PopularitySteps OfAll(IEnumerable<KeyValuePair<Guid, byte>> steps)
    {
        var kept = steps.Where(s => s.Value > 0).ToList();
        return new((kept.Count <= ProductsMax ? kept : kept.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(ProductsMax)).ToFrozenDictionary());
    }

    /// <summary>Whether another version says the same.</summary>
    public bool Says(PopularitySteps other) => ById.Count == other.ById.Count && ById.All(step => other.Of(step.Key) == step.Value);
}
