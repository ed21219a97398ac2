using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

public sealed class CartwrightLayoutTests
{
    const string Queries = "id,query,kind,half\nq1,red mug,attribute,tune\nq2,\"5\"\" pan\",attribute,report\nq3,qwertz,nonsense,tune\n";

    static readonly CartwrightLayout Layout = new();

    static SearchedProduct[] Products(string text) => [.. Layout.ReadProducts(RelevanceText.File(text, "products.csv"))];

    static GradedQueries Graded(string judgements, string queries = Queries) => Layout.ReadQueries(
        RelevanceText.File(queries, "queries.csv"), RelevanceText.File(judgements, "judgements.csv"), sku => sku.StartsWith('S'));

    [Fact]
    public void A_product_has_every_column()
    {
        var product = Assert.Single(Products(
            """"
            sku,name,description,category,brand,price,currency,tags,attributes,inStock,variantSkus
            S1,"Mug, large","Holds 350 ml.
            Says ""tea"".",Home & Kitchen > Mugs,Ebbeson,12.50,EUR,tea|gift,"{""material"": ""Stoneware"", ""colour"": [""Red"", ""Blue""], ""pieces"": 2}",false,S1-RED|S1-BLUE

            """"));

        Assert.Equal("Mug, large", product.Name);
        Assert.Equal("Holds 350 ml.\nSays \"tea\".", product.Description);
        Assert.Equal(["Home & Kitchen", "Mugs"], product.CategoryPath);
        Assert.Equal("Ebbeson", product.Brand);
        Assert.Equal((12.50m, "EUR", false), (product.Price, product.Currency, product.InStock));
        Assert.Equal(["tea", "gift"], product.Tags);
        Assert.Equal(
            [new("material", "Stoneware"), new("colour", "Red"), new("colour", "Blue"), new("pieces", "2")],
            product.Attributes);
        Assert.Equal(["S1-RED", "S1-BLUE"], product.VariantSkus);
    }

    [Fact]
    public void A_product_needs_a_sku_and_a_name_only()
    {
        var product = Assert.Single(Products("\uFEFFname,other,sku\r\nMug,x,S1\r\n\r\n"));

        Assert.Equal(("S1", "Mug", null, true), (product.Sku, product.Name, product.Brand, product.InStock));
        Assert.Empty(product.CategoryPath);
    }

    [Theory]
    [InlineData("sku,name\nS1,Mug\nS1,Mug\n", "products.csv, line 3: The product S1 is listed twice.")]
    [InlineData("sku,name\n,Mug\n", "products.csv, line 2: A product needs a SKU and a name.")]
    [InlineData("sku,title\nS1,Mug\n", "products.csv, line 1: The header has no column name.")]
    [InlineData("sku,name,sku\nS1,Mug,S1\n", "products.csv, line 1: Col name 'sku'")]
    [InlineData("", "products.csv, line 1: The header has no column sku, name.")]
    [InlineData("sku,name\n\"S1\",\"Mug\nfor tea\"\nS2\n", "products.csv, line 4: The row has 1 values, and the header has 2 columns.")]
    [InlineData("sku,name,price\nS1,Mug,much\n", "products.csv, line 2: The price is a number such as 12.50.")]
    [InlineData("sku,name,inStock\nS1,Mug,yes\n", "products.csv, line 2: inStock is true or false.")]
    [InlineData("sku,name,attributes\nS1,Mug,red\n", "products.csv, line 2: The attributes are a JSON object")]
    [InlineData("sku,name,attributes\nS1,Mug,[1]\n", "products.csv, line 2: The attributes are a JSON object")]
    [InlineData("sku,name,attributes\nS1,Mug,\"{\"\"a\"\": {}}\"\n", "products.csv, line 2: The attributes are a JSON object")]
    [InlineData("sku,name,price\nS1,3\" mug,1\nS2,Mug,1\n", "products.csv, line 2: The row has 2 values, and the header has 3 columns. A quote may be missing.")]
    public void A_bad_product_is_named_by_file_and_line(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<RelevanceFileException>(() => Products(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_row_without_end_is_refused_by_its_line()
    {
        var text = $"sku,name\nS1,Mug\nS2,\"{new string('x', 20_000_000)}\n";

        Assert.Equal("products.csv, line 3: The row is too long. A quote may be missing.", Assert.Throws<RelevanceFileException>(() => Products(text)).Message);
    }

    [Fact]
    public void A_query_has_its_grades()
    {
        var graded = Graded("queryId,sku,grade\nq1,S1,3\nq1,S2,0\nq2,S2,1\n");

        Assert.Equal(["q1", "q2", "q3"], graded.Queries.Select(query => query.Id));
        Assert.Equal(("red mug", "attribute", QueryHalf.Tune), (graded.Queries[0].Text, graded.Queries[0].Kind, graded.Queries[0].Half));
        Assert.Equal(("5\" pan", QueryHalf.Report), (graded.Queries[1].Text, graded.Queries[1].Half));
        Assert.Equal([KeyValuePair.Create("S1", 3)], graded.Queries[0].Grades);
        Assert.False(graded.QueryOf("q3").IsAnswerable);
        Assert.Equal(0, graded.LeftOut);
    }

    [Fact]
    public void A_query_whose_relevant_products_are_not_in_the_catalog_is_left_out()
    {
        var graded = Graded("queryId,sku,grade\nq1,X1,3\nq2,X1,2\nq2,S2,1\n");

        Assert.Equal(["q2", "q3"], graded.Queries.Select(query => query.Id));
        Assert.Equal(2, graded.LeftOut);
    }

    [Fact]
    public void Halves_alternate_where_the_file_has_none()
    {
        var graded = Graded("queryId,sku,grade\n", "id,query\nq1,a\nq2,b\nq3,c\n");

        Assert.Equal([QueryHalf.Tune, QueryHalf.Report, QueryHalf.Tune], graded.Queries.Select(query => query.Half));
    }

    [Theory]
    [InlineData("queryId,sku,grade\nq9,S1,3\n", Queries, "judgements.csv, line 2: There is no query q9.")]
    [InlineData("queryId,sku,grade\nq1,S1,4\n", Queries, "judgements.csv, line 2: A grade is 0 to 3.")]
    [InlineData("queryId,sku,grade\nq1,S1,\n", Queries, "judgements.csv, line 2: A grade is 0 to 3.")]
    [InlineData("queryId,sku,grade\n", "id,query\nq1,a\nq1,b\n", "queries.csv, line 3: The query q1 is listed twice.")]
    [InlineData("queryId,sku,grade\n", "id,query\nq1, \n", "queries.csv, line 2: A query needs an id and a text.")]
    [InlineData("queryId,sku,grade\n", "id,query,half\nq1,a,both\n", "queries.csv, line 2: The half is tune or report.")]
    public void A_bad_query_or_judgement_is_named_by_file_and_line(string judgements, string queries, string message) =>
        Assert.Equal(message, Assert.Throws<RelevanceFileException>(() => Graded(judgements, queries)).Message);
}
