using System.Text;
using System.Text.Json;
using Cartwright.Catalog;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class ProductMergeTests
{
    // The last one is a slug that a category had.
    static readonly Dictionary<string, string> Categories = new() { ["lamps"] = "lamps", ["chairs"] = "chairs", ["seats"] = "chairs" };

    readonly List<FeedProblem> _problems = [];

    static CurrentProduct Lamp(params (string Sku, decimal Price)[] variants) => new(
        Guid.CreateVersion7(), 3, "Lamp", "Bright.", "lamps", "Lux", "EUR", true, "lamp", ["new"],
        new Dictionary<string, JsonElement> { ["watts"] = JsonElement.Parse("40"), ["color"] = JsonElement.Parse("\"red\"") }, [],
        [.. variants.Select(v => new CurrentVariant(v.Sku, v.Price, new Dictionary<string, string> { ["size"] = v.Sku }, 500))]);

    [Fact]
    public void A_feed_changes_only_what_it_maps()
    {
        var lamp = Lamp(("L", 10));

        var merged = Merge(lamp, "sku,price\nL,12.5\n")!;

        Assert.Equal([("price", "10", "12.50")], lamp.DifferencesTo(merged));
    }

    [Fact]
    public void A_product_that_is_as_the_feed_says_does_not_change()
    {
        var lamp = Lamp(("L", 10));

        var merged = Merge(lamp, "sku,name,description,brand,category,price,currency,weight,tags,active,attributes.watts:number,attributes.color,option.size\n"
            + "L,Lamp,Bright., Lux ,lamps,10.00,EUR,500,new,yes,40.0,red,L\n")!;

        Assert.True(lamp.IsSameAs(merged));
    }

    [Fact]
    public void A_blank_value_removes_what_may_be_absent()
    {
        var lamp = Lamp(("L", 10));

        var merged = Merge(lamp, "sku,description,brand,tags,attributes.color,option.size,currency,active\nL,,,,,,,\n")!;

        Assert.Equal("", merged.Description);
        Assert.Null(merged.Brand);
        Assert.Empty(merged.Tags);
        Assert.Equal(["watts"], merged.Attributes.Keys);
        Assert.Empty(merged.Variants[0].Options);
        Assert.Equal("EUR", merged.Currency);
        Assert.True(merged.Active);
    }

    [Fact]
    public void A_slug_that_a_category_had_means_the_present_one()
    {
        Assert.Equal("chairs", Merge(null, "sku,name,category,price\nS,Stool,seats,5\n")!.Category);
    }

    [Fact]
    public void A_new_variant_joins_those_that_the_product_has()
    {
        var merged = Merge(Lamp(("L", 10), ("M", 11)), "sku,group,price,option.size\nM,g,9,big\nN,g,8,small\n")!;

        Assert.Equal(["L 10", "M 9", "N 8"], merged.Variants.Select(v => $"{v.Sku} {v.Price:0}"));
        Assert.Equal(8, merged.Price);
    }

    [Fact]
    public void A_row_brings_a_new_value_of_a_declared_option_and_it_comes_last()
    {
        var lamp = Lamp(("L", 10), ("M", 11)) with { Options = [new("size", ["M", "L"])], AreOptionsDeclared = true };

        var merged = Merge(lamp, "sku,group,price,option.size\nL,g,10,L\nX,g,12,XL\n")!;

        Assert.Equal(["M", "L", "XL"], Assert.Single(merged.Options).Values);
        Assert.True(merged.AreOptionsDeclared);
    }

    [Theory]
    [InlineData("sku,group,price,option.size\nL,g,10,L\nX,g,12,M\n", "3 option.size M")]
    [InlineData("sku,group,price,option.size\nL,g,10,L\nX,g,12,\n", "3 option.size ")]
    [InlineData("sku,group,price,option.size,option.colour\nL,g,10,L,\nX,g,12,XL,Red\n", "3 option.colour Red")]
    [InlineData("sku,options\nL,colour=Red\n", "2 option.colour ")]
    public void A_row_that_does_not_fit_the_declared_options_has_a_problem(string file, string problem)
    {
        var lamp = Lamp(("L", 10), ("M", 11)) with { Options = [new("size", ["L", "M"])], AreOptionsDeclared = true };

        Assert.Null(Merge(lamp, file));

        Assert.Contains(problem, _problems.Select(found => $"{found.Line} {found.Field} {found.Value}"));
    }

    [Fact]
    public void A_file_declares_options_and_takes_them_back()
    {
        var lamp = Lamp(("L", 10), ("M", 11));

        var declared = Merge(lamp, "sku,options\nL,size=M|size=L\n")!;
        var taken = Merge(lamp with { Options = declared.Options, AreOptionsDeclared = true }, "sku,options\nL,\n")!;

        Assert.Equal([("options", "", "size=M | size=L")], lamp.DifferencesTo(declared));
        Assert.False(taken.AreOptionsDeclared);
        Assert.Equal(["M", "L"], taken.Options[0].Values);
    }

    [Fact]
    public void Variants_of_a_product_that_declares_nothing_have_any_options()
    {
        var merged = Merge(Lamp(("L", 10), ("M", 11)), "sku,group,price,option.size\nX,g,12,L\nY,g,12,\n")!;

        Assert.Equal(4, merged.Variants.Count);
        Assert.Empty(merged.Options);
    }

    [Fact]
    public void A_variant_keeps_the_image_that_no_feed_knows()
    {
        var lamp = Lamp(("L", 10), ("M", 11));
        lamp = lamp with { Variants = [lamp.Variants[0], lamp.Variants[1] with { Image = "/picture" }] };

        Assert.Equal([null, "/picture", null], Merge(lamp, "sku,group,price\nL,g,9\nN,g,8\n")!.Variants.Select(v => v.Image));
    }

    [Fact]
    public void A_variant_whose_image_the_product_no_longer_shows_has_the_main_one()
    {
        var lamp = Lamp(("L", 10)) with { Images = [new("/picture")] };
        lamp = lamp with { Variants = [lamp.Variants[0] with { Image = "/picture" }] };

        var merged = Merge(lamp, "sku,images\nL,\n")!;

        Assert.Empty(merged.Images);
        Assert.Null(merged.Variants[0].Image);
        Assert.Equal([("images", "/picture", "")], lamp.DifferencesTo(merged));
    }

    [Theory]
    [InlineData("sku,name,category,price\nA,Lamp,nowhere,1\n", "2 category nowhere")]
    [InlineData("sku,name,category,price\nA,,lamps,1\n", "2 name ")]
    [InlineData("sku,name,category\nA,Lamp,lamps\n", "2 price ")]
    [InlineData("sku,name,category,price\nA,Lamp,lamps,0.001\n", "2 price 0.001")]
    [InlineData("sku,name,category,price,currency\nA,Lamp,lamps,1,EURO\n", "2 currency EURO")]
    [InlineData("sku,group,name,category,price\nA,g,Lamp,lamps,1\nB,g,Other,lamps,2\n", "3 name Other")]
    [InlineData("sku,group,name,category,price,tags\nA,g,Lamp,lamps,1,x\nB,g,,,2,y\n", "3 tags y")]
    public void A_product_that_cannot_be_has_a_problem_with_line_column_and_value(string file, string problem)
    {
        Assert.Null(Merge(null, file));
        var found = Assert.Single(_problems);
        Assert.Equal(problem, $"{found.Line} {found.Field} {found.Value}");
    }

    [Theory]
    [InlineData("sku,price\n,1\n", "2 sku ")]
    [InlineData("sku,price\na b,1\n", "2 sku a b")]
    [InlineData("sku,price\nA,\"1,5\"\n", "2 price 1,5")]
    [InlineData("sku,price\nA,\n", "2 price ")]
    [InlineData("sku,weight\nA,1.5\n", "2 weight 1.5")]
    [InlineData("sku,options\nA,S|M\n", "2 options S|M")]
    [InlineData("sku,active\nA,maybe\n", "2 active maybe")]
    [InlineData("sku,attributes.x:number\nA,much\n", "2 attributes.x:number much")]
    [InlineData("sku,price\nA\n", "2  ")]
    [InlineData("sku,price\nA,1\nA,2\n", "3 sku A")]
    public void A_row_that_cannot_be_read_has_a_problem_with_line_column_and_value(string file, string problem)
    {
        var found = Assert.Single(Read(file).Problems);
        Assert.Equal(problem, $"{found.Line} {found.Field} {found.Value}");
    }

    [Fact]
    public void Columns_are_found_by_the_mapping_and_decimals_by_their_separator()
    {
        var layout = new FeedLayout("csv", ';', ',', '|', [new("sku", "Artikel"), new("price", "Preis"), new("currency", null, "CHF")]);

        var patch = Assert.Single(Read("Preis;Rest;Artikel\n1234,50;x;A\n", layout).Patches);

        Assert.Equal(("A", 1234.50m, "CHF"), (patch.Sku, patch.Price, patch.Currency));
    }

    [Fact]
    public void Json_says_by_itself_what_is_a_number_and_an_absent_member_sets_nothing()
    {
        var layout = new FeedLayout("ndjson", ',', '.', '|', []);
        var rows = RowReader.Of(layout).Read(Encoding.UTF8.GetBytes(
            """
            {"sku":"A","price":1.5,"tags":["x|y"],"attributes.watts":40,"attributes.new":true,"other":{"a":1}}

            {"sku":"B","name":null}
            [1]
            {"sku":"C","sku":"D"}
            """), 1).ToList();

        var read = ChunkRows.Read(layout, rows);

        var first = read.Patches[0];
        Assert.Equal((1.5m, "x|y", JsonValueKind.Number, null), (first.Price, first.Tags![0], first.Attributes!["watts"]!.Value.ValueKind, first.Name));
        Assert.Equal("", read.Patches[1].Name);
        Assert.Equal([4, 5], read.Problems.Select(p => p.Line));
    }

    ProductDraft? Merge(CurrentProduct? current, string file)
    {
        var read = Read(file);
        Assert.Empty(read.Problems);
        var merge = new ProductMerge("EUR", Categories, new(new Dictionary<string, IReadOnlyList<AttributeDeclaration>>(), '.'), NamedImages.None);
        return merge.Merge(Guid.CreateVersion7(), new(current, null, read.Patches), isReactivated: false, _problems);
    }

    static ChunkRows Read(string file, FeedLayout? layout = null)
    {
        layout ??= new("csv", ',', '.', '|', []);
        var end = file.IndexOf('\n', StringComparison.Ordinal) + 1;
        layout = layout with { Header = CsvReader.ReadHeader(Encoding.UTF8.GetBytes(file[..end]), layout.Delimiter) };
        return ChunkRows.Read(layout, RowReader.Of(layout).Read(Encoding.UTF8.GetBytes(file[end..]), 2));
    }
}
