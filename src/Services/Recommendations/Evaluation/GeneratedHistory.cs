namespace Cartwright.Recommendations;

/// <summary>
/// A history of a shop from a seed. Each visitor has a purpose, with products of its own that are looked at one after another, more or less, and products that
/// many purposes share. So the product that was looked at last often says little, and the session says more. Purposes come and go with time.
/// </summary>
/// <param name="seed">Equal seeds give equal histories.</param>
/// <param name="productCount">How many products there are.</param>
internal sealed class GeneratedHistory(int seed, int productCount)
{
    const int ProductsPerPurpose = 24;
    const int SessionLengthMin = 3;
    const int SessionLengthMax = 10;
    const double SharedChance = 0.35;
    const double NoiseChance = 0.08;

    static readonly TimeSpan Span = TimeSpan.FromDays(120);

    readonly Random _random = new(seed);
    readonly Guid[] _products = Ids(seed, productCount);

    /// <summary>The end of the history.</summary>
    public static DateTimeOffset End { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All products.</summary>
    public IReadOnlyList<Guid> Products => _products;

    // A tenth of the products belongs to no purpose alone.
    int SharedCount => Math.Max(1, productCount / 10);

    int PurposeCount => Math.Max(1, (productCount - SharedCount) / ProductsPerPurpose);

    /// <summary>Sessions in the order of their time, over the last days of the history.</summary>
    public IEnumerable<ProductView[]> Sessions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = End - (Span * (1 - ((double)i / count)));
            var id = NewId();
            yield return [.. Visit(at).Select((product, n) => new ProductView(id, product, at.AddSeconds(30 * n)))];
        }
    }

    /// <summary>Baskets in the order of their time.</summary>
    public IEnumerable<Basket> Baskets(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = End - (Span * (1 - ((double)i / count)));
            yield return new(NewId(), at, [.. Visit(at).Distinct().Take(1 + _random.Next(5))]);
        }
    }

    IEnumerable<Guid> Visit(DateTimeOffset at)
    {
        // The purposes of a season: a third of all, which moves on.
        var season = (End - at) / Span;
        var purpose = (int)((season + (_random.NextDouble() * _random.NextDouble() / 3)) * PurposeCount) % PurposeCount;
        var step = _random.Next(ProductsPerPurpose);
        var length = _random.Next(SessionLengthMin, SessionLengthMax + 1);
        for (var n = 0; n < length; n++)
        {
            var chance = _random.NextDouble();
            if (chance < NoiseChance)
            {
                yield return _products[_random.Next(productCount)];
            }
            else if (chance < NoiseChance + SharedChance)
            {
                // A few shared products are looked at most.
                yield return _products[(int)(Math.Pow(_random.NextDouble(), 3) * SharedCount)];
            }
            else
            {
                step = (step + _random.Next(1, 4)) % ProductsPerPurpose;
                yield return _products[SharedCount + (purpose * ProductsPerPurpose) + step];
            }
        }
    }

    Guid NewId() => NewId(_random);

    static Guid[] Ids(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => NewId(random))];
    }

    static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
