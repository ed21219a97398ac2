using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

/// <summary>Public sets of judgements, in small: the rows are invented, the columns are those of the published files.</summary>
public sealed class PublishedLayoutTests
{
    static readonly WandsLayout Wands = new();
    static readonly EsciLayout Esci = new("us");

    // The files are separated by tabs, which a test file may not contain.
    static RelevanceFile Tabbed(string text, string name) => RelevanceText.File(text.Replace('→', '\t'), name);

    [Fact]
    public void Wands_has_products()
    {
        SearchedProduct[] products =
        [
            .. Wands.ReadProducts(Tabbed(
                """"
                product_id→product_name→product_class→category_hierarchy→product_description→product_features→rating_count→average_rating→review_count
                0→round stool→Stools→Furniture / Seating / Stools→"a stool
                18"" high"→color : oak|material:wood|weight: 5: net|loose line→3.0→4.5→2.0
                1→hook→Hooks→→→→→→

                """",
                "product.csv")),
        ];

        Assert.Equal(("0", "round stool", "a stool\n18\" high"), (products[0].Sku, products[0].Name, products[0].Description));
        Assert.Equal(["Furniture", "Seating", "Stools"], products[0].CategoryPath);
        Assert.Equal([new("color", "oak"), new("material", "wood"), new("weight", "5: net")], products[0].Attributes);
        Assert.Equal(["Hooks"], products[1].CategoryPath);
        Assert.True(products[1].InStock);
    }

    [Fact]
    public void Wands_has_three_labels()
    {
        var graded = Wands.ReadQueries(
            Tabbed("query_id→query→query_class\n0→oak stool→Stools\n7→hook→\n", "query.csv"),
            Tabbed("id→query_id→product_id→label\n0→0→0→Exact\n1→0→1→Irrelevant\n2→7→1→Partial\n3→7→1→Exact\n", "label.csv"),
            _ => true);

        Assert.Equal([("0", "oak stool", QueryHalf.Tune), ("7", "hook", QueryHalf.Report)], graded.Queries.Select(query => (query.Id, query.Text, query.Half)));
        Assert.Equal([KeyValuePair.Create("0", 3)], graded.Queries[0].Grades);
        Assert.Equal([KeyValuePair.Create("1", 3)], graded.Queries[1].Grades);
    }

    [Fact]
    public void An_unknown_label_is_named_by_file_and_line()
    {
        var wands = Assert.Throws<RelevanceFileException>(() => Wands.ReadQueries(
            Tabbed("query_id→query\n0→stool\n", "query.csv"), Tabbed("query_id→product_id→label\n0→1→Good\n", "label.csv"), _ => true));
        var esci = Assert.Throws<RelevanceFileException>(() => Esci.ReadQueries(
            null, RelevanceText.File("query_id,query,product_id,product_locale,esci_label\n1,mug,A,us,E\n1,mug,B,us,X\n", "examples.csv"), _ => true));

        Assert.Equal("label.csv, line 2: The label is Exact, Partial or Irrelevant.", wands.Message);
        Assert.Equal("examples.csv, line 3: The label is E, S, C or I.", esci.Message);
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    public void Esci_has_products_of_several_locales(char separator)
    {
        var text = "product_id|product_title|product_description|product_bullet_point|product_brand|product_color|product_locale\n"
            + "B1|Mug|A mug.|\"Large\nBlue\"|Ebbeson|Blue|us\nB1|Taza||||Azul|es\nB2|Pan|||||us\n";
        SearchedProduct[] products = [.. Esci.ReadProducts(RelevanceText.File(text.Replace('|', separator), "products.csv"))];

        Assert.Equal(["B1", "B2"], products.Select(product => product.Sku));
        Assert.Equal(("Mug", "A mug.\nLarge\nBlue", "Ebbeson"), (products[0].Name, products[0].Description, products[0].Brand));
        Assert.Equal([new("color", "Blue")], products[0].Attributes);
        Assert.Equal(("", null), (products[1].Description, products[1].Brand));
        Assert.Empty(products[1].Attributes);
    }

    [Fact]
    public void Esci_has_queries_and_labels_in_one_file()
    {
        const string Examples =
            """
            example_id,query,query_id,product_id,product_locale,esci_label,small_version,large_version,split
            0,blue mug,10,B1,us,E,1,1,train
            1,blue mug,10,B2,us,S,1,1,train
            2,blue mug,10,B3,us,C,1,1,train
            3,blue mug,10,B4,us,I,1,1,train
            4,taza azul,11,B1,es,E,1,1,train
            5,pan,12,B2,us,E,0,1,test

            """;

        var graded = Esci.ReadQueries(null, RelevanceText.File(Examples), _ => true);

        Assert.Equal([("10", QueryHalf.Tune), ("12", QueryHalf.Report)], graded.Queries.Select(query => (query.Id, query.Half)));
        Assert.Equal([new("B1", 3), new("B2", 2), new("B3", 1)], graded.QueryOf("10").Grades);
    }
}
