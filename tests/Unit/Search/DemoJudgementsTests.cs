using Cartwright.Catalog.Evaluation;
using Cartwright.Commands;

namespace Cartwright.Unit.Search;

/// <summary>The set of queries that the program brings along keeps what its figures promise.</summary>
public sealed class DemoJudgementsTests
{
    const int KindMin = 12;

    static readonly SearchedProduct[] Products = [.. SearchCommand.Demo().Products];

    static readonly GradedQueries Graded = SearchCommand.Demo().ReadQueries(Products.Select(product => product.Sku).ToHashSet().Contains);

    [Fact]
    public void There_are_more_than_240_queries_and_no_text_occurs_twice()
    {
        Assert.True(Graded.Queries.Count >= 240);
        Assert.Distinct(Graded.Queries.Select(query => query.Text));
    }

    [Fact]
    public void Every_graded_product_is_in_the_demo_shop() => Assert.Equal(0, Graded.LeftOut);

    [Fact]
    public void Every_kind_is_split_evenly() => Assert.All(Graded.Queries.GroupBy(query => query.Kind), kind =>
    {
        Assert.True(kind.Count() >= KindMin, kind.Key);
        Assert.InRange(kind.Count(query => query.Half == QueryHalf.Tune) - kind.Count(query => query.Half == QueryHalf.Report), -1, 1);
    });

    [Fact]
    public void Only_nonsense_has_no_relevant_product() => Assert.All(Graded.Queries, query => Assert.Equal(query.Kind != "nonsense", query.IsAnswerable));

    [Fact]
    public void A_part_number_means_one_product() => Assert.All(
        Graded.Queries.Where(query => query.Kind == "part-number"), query => Assert.Equal(GradedQuery.GradeMax, Assert.Single(query.Grades).Value));

    [Fact]
    public void A_product_knows_its_categories_options_and_stock()
    {
        var sofa = Products.Single(product => product.Sku == "SOF-0002");
        var soldOut = Products.Single(product => product.Sku == "DSK-0024");

        Assert.Equal(["Furniture & Living", "Seating", "Sofas"], sofa.CategoryPath);
        Assert.Equal(["Teal", "Grey", "Navy"], sofa.Attributes.Where(attribute => attribute.Key == "colour").Select(attribute => attribute.Value));
        Assert.Contains("SOF-0002-TEAL-2SEATS", sofa.VariantSkus);
        Assert.Equal((1339.90m, "EUR", true), (sofa.Price, sofa.Currency, sofa.InStock));
        Assert.False(soldOut.InStock);
        Assert.Empty(soldOut.VariantSkus);
    }
}
