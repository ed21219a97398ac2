using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>Facets count exactly what is there, each as if nothing were selected in itself; pages show every product once, in order.</summary>
public sealed class FacetTests(ITestOutputHelper output)
{
    static readonly string[] Names = ["Lamp", "Desk", "Mug", "Lamps", "Desk lamp"];
    static readonly string[] Brands = ["Alba", "Birch", "alba"];
    static readonly string[] Categories = ["home/light", "home/light/small", "home", "garden"];
    static readonly string[] Colours = ["red", "Red", "blue", "green"];
    static readonly string[] Sizes = ["S", "M", "L"];

    sealed record Item(Guid Id, string Name, string? Brand, string[] Categories, string[] Colours, string? Size, long Price, bool InStock);

    [Fact]
    public void Counts_equal_those_of_a_look_at_every_product()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        using var index = new TestIndex();
        var items = Enumerable.Range(0, 300).Select(_ => Add(index, random)).ToList();
        // Several segments, some with removed products.
        index.Index.Remove(items.Where((_, i) => i % 17 == 0).Select(i => i.Id));
        index.Index.Refresh();
        items = [.. items.Where((_, i) => i % 17 != 0)];

        for (var round = 0; round < 500; round++)
        {
            var word = random.Next(3) == 0 ? null : random.Next(2) == 0 ? "lamp" : "desk";
            var selection = Selection(random);
            var found = index.Find(word, selection, take: 1000);
            var matched = items.Where(i => word is null || i.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();

            Assert.Equal(matched.Where(i => Fails(i, selection).Count == 0).Select(i => i.Id).Order(), found.Hits.Select(h => h.Id).Order());
            Assert.Equal(found.Total, found.Hits.Count);
            Assert.Equal(
                Expected(matched.Where(i => Only(i, selection, "category")).SelectMany(i => i.Categories)), Counted(found.Facets!.Categories));
            Assert.Equal(
                Expected(matched.Where(i => Only(i, selection, "brand") && i.Brand is not null).Select(i => i.Brand!)), Counted(found.Facets.Brands));
            Assert.Equal(
                Expected(matched.Where(i => Only(i, selection, "colour")).SelectMany(i => i.Colours.Distinct(StringComparer.OrdinalIgnoreCase))),
                Counted(Values(found.Facets, "colour")));
            Assert.Equal(
                Expected(matched.Where(i => Only(i, selection, "size") && i.Size is not null).Select(i => i.Size!)), Counted(Values(found.Facets, "size")));
            Assert.Equal(matched.Count(i => Only(i, selection, "stock") && i.InStock), found.Facets.InStock);
            Assert.Equal(matched.Count(i => Only(i, selection, "stock") && !i.InStock), found.Facets.SoldOut);
            Assert.Equal(
                Enumerable.Range(0, PriceBands.Count).Select(band => matched.Count(i => Only(i, selection, "price") && PriceBands.Of(i.Price) == band)),
                found.Facets.Prices);
        }
    }

    [Theory]
    [InlineData("Relevance")]
    [InlineData("Newest")]
    [InlineData("Price")]
    [InlineData("PriceDescending")]
    [InlineData("Name")]
    [InlineData("NameDescending")]
    public void Pages_show_every_product_once_in_order(string order)
    {
        var random = new Random(7);
        using var index = new TestIndex();
        var sort = Enum.Parse<SearchSort>(order);
        foreach (var _ in Enumerable.Range(0, 60))
        {
            Add(index, random);
        }

        var whole = index.Find("lamp", sort: sort, take: 100).Hits.Select(h => h.Id).ToList();
        var paged = new List<Guid>();
        ProductKey? after = null;
        while (index.Find("lamp", sort: sort, after: after, take: 7) is { Hits: [.., var last] } page)
        {
            paged.AddRange(page.Hits.Select(h => h.Id));
            Assert.Equal(whole.Count, page.Total);
            after = last.Key;
        }

        Assert.True(whole.Count > 20);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public void Prices_of_another_currency_are_not_counted_in_bands()
    {
        using var index = new TestIndex();
        index.Add("Lamp", price: 500);
        index.Add("Lamp", price: 500, currency: "JPY");

        Assert.Equal((2, 1), (index.Find("lamp").Total, index.Find("lamp").Facets!.Prices[0]));
    }

    static Item Add(TestIndex index, Random random)
    {
        var category = Pick(random, Categories);
        var colours = Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, Colours)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var item = new Item(
            Guid.Empty, Pick(random, Names), random.Next(5) == 0 ? null : Pick(random, Brands), category.Split('/'), colours,
            random.Next(3) == 0 ? null : Pick(random, Sizes), random.Next(1, 2_000_000), random.Next(4) > 0);
        return item with
        {
            Id = index.Add(
                item.Name, brand: item.Brand, category: category, attributes: [.. colours.Select(c => ("colour", c)), .. item.Size is null ? [] : new[] { ("size", item.Size) }],
                price: item.Price, inStock: item.InStock),
        };
    }

    static SearchSelection Selection(Random random) => new(
        random.Next(3) == 0 ? Pick(random, ["home", "light", "small", "garden", "nowhere"]) : null,
        random.Next(3) == 0 ? [.. new[] { "ALBA", "Birch", "nobody" }.Where(_ => random.Next(2) == 0)] : [],
        random.Next(4) == 0 ? random.Next(1_000_000) : null, random.Next(4) == 0 ? random.Next(500_000, 2_000_000) : null, random.Next(4) == 0,
        [
            .. random.Next(3) == 0 ? new[] { KeyValuePair.Create<string, IReadOnlyList<string>>("Colour", ["RED", "blue"]) } : [],
            .. random.Next(3) == 0 ? new[] { KeyValuePair.Create<string, IReadOnlyList<string>>("size", [Pick(random, Sizes)]) } : [],
        ]);

    // The facets whose selection a product fails.
    static List<string> Fails(Item item, SearchSelection selection)
    {
        var fails = new List<string>();
        void Check(string facet, bool passes)
        {
            if (!passes)
            {
                fails.Add(facet);
            }
        }

        Check("category", selection.Category is null || item.Categories.Contains(selection.Category));
        Check("brand", selection.Brands.Count == 0 || (item.Brand is not null && selection.Brands.Contains(item.Brand, StringComparer.OrdinalIgnoreCase)));
        Check("price", !(item.Price < selection.PriceMin) && !(item.Price > selection.PriceMax));
        Check("stock", !selection.InStock || item.InStock);
        foreach (var (name, values) in selection.Attributes)
        {
            string[] own = name == "size" ? item.Size is null ? [] : [item.Size] : item.Colours;
            Check(name.ToLowerInvariant(), own.Any(value => values.Contains(value, StringComparer.OrdinalIgnoreCase)));
        }

        return fails;
    }

    static bool Only(Item item, SearchSelection selection, string facet) => Fails(item, selection).All(f => f == facet);

    static IReadOnlyList<FacetCount> Values(FacetCounts facets, string name) =>
        facets.Attributes.FirstOrDefault(a => a.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? [];

    static string Expected(IEnumerable<string> values) =>
        string.Join(' ', values.GroupBy(v => v.ToLowerInvariant()).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}={g.Count()}"));

    static string Counted(IEnumerable<FacetCount> counts) =>
        string.Join(' ', counts.OrderBy(c => c.Value.ToLowerInvariant(), StringComparer.Ordinal).Select(c => $"{c.Value.ToLowerInvariant()}={c.Count}"));

    static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
