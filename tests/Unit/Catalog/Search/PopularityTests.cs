using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>Popularity decides between products that match equally well, and only then.</summary>
public sealed class PopularityTests : IDisposable
{
    readonly TestIndex _index = new();

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Of_equal_products_the_more_popular_one_is_first_and_of_equally_popular_ones_the_newer_one()
    {
        var (first, second, third) = (_index.Add("Lamp"), _index.Add("Lamp"), _index.Add("Lamp"));
        Assert.Equal([third, second, first], _index.Ids("lamp"));

        _index.Index.Popularity = Steps((first, 2), (second, 2));
        Assert.Equal([second, first, third], _index.Ids("lamp"));
        // A new segment, and one that is written again.
        var fourth = _index.Add("Lamp");
        Assert.Equal([second, first, fourth, third], _index.Ids("lamp"));
        _index.Index.Popularity = PopularitySteps.None;
        Assert.Equal([fourth, third, second, first], _index.Ids("lamp"));
    }

    [Fact]
    public void Neither_a_better_match_nor_stock_nor_another_order_gives_way_to_popularity()
    {
        var name = _index.Add("Desk lamp");
        var description = _index.Add("Torch", description: "A lamp for the desk.");
        var soldOut = _index.Add("Desk lamp", inStock: false);
        var cheap = _index.Add("Desk lamp", price: 1);
        _index.Index.Popularity = Steps((description, 15), (soldOut, 15), (name, 1));

        Assert.Equal([name, cheap, soldOut], _index.Ids("desk lamp").Where(id => id != description));
        Assert.True(_index.Ids("desk lamp").ToList().IndexOf(description) > 1);
        Assert.Equal(cheap, _index.Find("desk lamp", sort: SearchSort.Price).Hits[0].Id);
        Assert.Equal(cheap, _index.Find(null).Hits[0].Id);
    }

    [Fact]
    public void A_rank_is_the_same_whatever_is_popular_and_a_cursor_stands_between_equal_ranks()
    {
        var ids = Enumerable.Range(0, 7).Select(_ => _index.Add("Lamp")).ToList();
        var plain = _index.Find("lamp").Hits[0].Rank;
        _index.Index.Popularity = Steps([.. ids.Select((id, i) => (id, (byte)(i % 3)))]);

        var paged = new List<Guid>();
        ProductKey? after = null;
        while (_index.Find("lamp", after: after, take: 2).Hits is [.., var last] hits)
        {
            Assert.All(hits, hit => Assert.Equal((plain, ids.IndexOf(hit.Id) % 3), (hit.Rank, hit.Popularity)));
            paged.AddRange(hits.Select(hit => hit.Id));
            after = last.Key;
        }

        Assert.Equal(_index.Ids("lamp"), paged);
        Assert.Equal([2, 2, 1, 1, 0, 0, 0], paged.Select(id => ids.IndexOf(id) % 3));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.4, 0)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(1.8, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 3)]
    [InlineData(32_767, 15)]
    [InlineData(double.MaxValue, 15)]
    public void A_step_is_about_twice_as_many_units(double units, byte step) => Assert.Equal(step, PopularitySteps.StepOf(units));

    [Fact]
    public void One_sale_more_changes_nothing_within_a_step()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var steps = Steps((one, 3), (other, 1));

        Assert.Same(steps, steps.With([KeyValuePair.Create(one, PopularitySteps.StepOf(10))]));
        var changed = steps.With([KeyValuePair.Create(one, PopularitySteps.StepOf(12)), KeyValuePair.Create(other, (byte)0)]);
        Assert.Equal((4, 0, 1), (changed.Of(one), changed.Of(other), changed.ById.Count));
        Assert.False(changed.Says(steps));
        Assert.True(steps.Says(Steps((other, 1), (one, 3))));
    }

    [Fact]
    public void The_most_popular_products_have_a_step_and_no_others()
    {
        var steps = PopularitySteps.OfAll(Enumerable.Range(0, PopularitySteps.ProductsMax + 10)
            .Select(i => KeyValuePair.Create(new Guid(i, 0, 0, new byte[8]), (byte)(i < 10 ? 1 : 2))));

        Assert.Equal(PopularitySteps.ProductsMax, steps.ById.Count);
        Assert.DoesNotContain((byte)1, steps.ById.Values);
    }

    static PopularitySteps Steps(params (Guid Product, byte Step)[] steps) => PopularitySteps.OfAll(steps.Select(s => KeyValuePair.Create(s.Product, s.Step)));
}
