using Cartwright.Recommendations;
using static Cartwright.Unit.Recommendations.Models;

namespace Cartwright.Unit.Recommendations;

/// <summary>What a model answers depends on the set of signals alone.</summary>
public sealed class ModelDeterminismTests
{
    const int Products = 40;

    // Few, so that lists overflow.
    static readonly ModelLimits Small = new(TimeSpan.FromDays(5), 10);
    static readonly ModelLimits Wide = new(TimeSpan.FromDays(5), 1000);

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, 20).Select(i => i < 10 ? i : Random.Shared.Next()));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_order_and_any_repetition_of_signals_gives_the_same_answers(int seed)
    {
        var random = new Random(seed);
        var (baskets, views) = History(random);
        using var one = WithProducts(Products, Small);
        one.Add(baskets);
        one.Add(views);
        // Other numbers of products and sessions, other batches, and some signals twice.
        using var other = new RecommendationModel(Small);
        var shuffled = views.Concat(views.Take(50)).ToArray();
        random.Shuffle(shuffled);
        foreach (var batch in shuffled.Chunk(random.Next(1, 30)))
        {
            other.Add(batch);
        }

        random.Shuffle(baskets);
        other.Add(baskets);
        other.Add(baskets[..20]);
        other.Add([.. Enumerable.Range(0, Products).Reverse().Select(n => new ShelfItem(Product(n), n % 2 == 0 ? "even" : "odd", true))]);

        AssertEqual(one, other, random);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Forgetting_old_days_leaves_the_model_of_the_others(int seed)
    {
        var random = new Random(seed);
        var (baskets, views) = History(random);
        var oldest = new DateTimeOffset(Start.AddDays(-3).Date, TimeSpan.Zero);
        using var one = WithProducts(Products, Small);
        one.Add(baskets);
        one.Add(views);
        one.Forget(oldest);
        using var other = WithProducts(Products, Small);
        other.Add([.. baskets.Where(basket => basket.At >= oldest)]);
        other.Add([.. views.Where(view => view.At >= oldest)]);

        AssertEqual(one, other, random);
    }

    [Fact]
    public void A_model_keeps_a_bounded_number_of_sessions()
    {
        using var model = WithProducts(2, Small);
        for (var day = 0; day < 300; day++)
        {
            model.Add([.. Enumerable.Range(0, 400).Select(n => Basket(Start.AddDays(day).AddSeconds(n), 0, 1))]);
        }

        model.Forget(Start);

        // Those that the lists have, and those of the last two days, which may go on.
        Assert.InRange(model.Count, 1, 2 * Small.SessionsPerProduct + (2 * 400));
    }

    [Fact]
    public void A_cancelled_order_counts_nothing_whenever_it_was_cancelled()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (baskets, _) = History(random);
        var cancelled = baskets.Where(_ => random.Next(3) == 0).Select(basket => basket with { IsCancelled = true }).ToArray();
        var known = cancelled.Select(basket => basket.OrderId).ToHashSet();

        using var never = WithProducts(Products, Wide);
        never.Add([.. baskets.Where(basket => !known.Contains(basket.OrderId))]);
        using var later = WithProducts(Products, Wide);
        later.Add(baskets);
        later.Add(cancelled);
        using var rebuilt = WithProducts(Products, Wide);
        rebuilt.BeginLoad();
        rebuilt.Add([.. baskets.Where(basket => !known.Contains(basket.OrderId)).Concat(cancelled).OrderBy(_ => random.Next())]);
        rebuilt.EndLoad();

        AssertEqual(later, rebuilt, random);
        for (var n = 0; n < Products; n++)
        {
            AssertClose(never.WithProduct(Product(n), [], 50), later.WithProduct(Product(n), [], 50));
            AssertClose(never.ForUser([Product(n)], [], [], 50), later.ForUser([Product(n)], [], [], 50));
        }
    }

    [Fact]
    public void Models_with_full_lists_agree_about_cancelled_orders()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var baskets = Enumerable.Range(0, 500).Select(_ => new Basket(Id(random), At(random), [.. Some(random).Distinct()], random.Next(4) == 0)).ToArray();

        using var one = WithProducts(Products, Small);
        one.Add([.. baskets.Select(basket => basket with { IsCancelled = false })]);
        one.Add([.. baskets.Where(basket => basket.IsCancelled).OrderBy(_ => random.Next())]);
        using var other = WithProducts(Products, Small);
        other.Add([.. baskets.OrderBy(_ => random.Next())]);

        AssertEqual(one, other, random);
    }

    // The newest order of a product is the unit of its weights, so a cancelled one may change the last digits.
    static void AssertClose(IReadOnlyList<Recommended> expected, IReadOnlyList<Recommended> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var scores = actual.ToDictionary(item => item.ProductId);
        Assert.All(expected, item =>
        {
            Assert.Equal(item.Reason, scores[item.ProductId].Reason);
            Assert.Equal(item.Score, scores[item.ProductId].Score, 1e-9);
        });
    }

    static void AssertEqual(RecommendationModel one, RecommendationModel other, Random random)
    {
        for (var n = 0; n < Products; n++)
        {
            var viewed = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Product(random.Next(Products))).ToArray();
            Assert.Equal(one.WithProduct(Product(n), [], 50), other.WithProduct(Product(n), [], 50));
            Assert.Equal(one.Next(viewed, [], 50), other.Next(viewed, [], 50));
            Assert.Equal(one.ForUser([Product(n)], viewed, [], 50), other.ForUser([Product(n)], viewed, [], 50));
        }
    }

    static (Basket[] Baskets, ProductView[] Views) History(Random random)
    {
        var baskets = Enumerable.Range(0, 200).Select(_ => new Basket(Id(random), At(random), [.. Some(random).Distinct()])).ToArray();
        // Times with equal seconds, products that come back within a session, sessions over midnight.
        var views = Enumerable.Range(0, 200).SelectMany(_ =>
        {
            var (id, at) = (Id(random), At(random));
            return Some(random).Select(product => new ProductView(id, product, at.AddSeconds(random.Next(2) * 20_000)));
        }).DistinctBy(view => (view.SessionId, view.ProductId, view.At)).ToArray();
        return (baskets, views);
    }

    static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    static DateTimeOffset At(Random random) => Start.AddHours(-random.Next(24 * 7));

    static Guid[] Some(Random random) => [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Product(random.Next(Products)))];
}
