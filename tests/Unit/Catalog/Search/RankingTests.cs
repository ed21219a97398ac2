using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

/// <summary>Which products a search finds, and in which order.</summary>
public sealed class RankingTests : IDisposable
{
    readonly TestIndex _index = new();

    public void Dispose() => _index.Dispose();

    [Fact]
    public void A_match_in_the_name_comes_before_brand_category_attribute_and_description()
    {
        var description = _index.Add("Thing one", description: "It goes with any walnut.");
        var attribute = _index.Add("Thing two", attributes: [("wood", "Walnut")]);
        var category = _index.Add("Thing three", category: "walnut");
        var brand = _index.Add("Thing four", brand: "Walnut & Sons");
        var name = _index.Add("Walnut board");

        Assert.Equal([name, brand, category, attribute, description], _index.Ids("walnut"));
    }

    [Fact]
    public void The_same_word_comes_before_another_form_and_before_a_longer_word()
    {
        var longer = _index.Add("Lampshade");
        var form = _index.Add("Lamps");
        var same = _index.Add("Lamp");

        Assert.Equal([same, form, longer], _index.Ids("lamp"));
    }

    [Theory]
    [InlineData("lmap")]
    [InlineData("lanp")]
    [InlineData("lam")]
    [InlineData("lampp")]
    [InlineData("Lámp")]
    [InlineData("LAMPS")]
    public void One_typo_from_four_letters_is_forgiven(string typed) => Assert.Equal([_index.Add("Lamp")], _index.Ids(typed));

    [Theory]
    [InlineData("headfones", true)]
    [InlineData("hedphons", true)]
    [InlineData("hedfon", false)]
    [InlineData("gedphones", true)]
    [InlineData("mgu", false)]
    public void Two_typos_from_eight_letters_are_forgiven_and_none_in_a_short_word(string typed, bool finds)
    {
        var id = _index.Add("Headphones");
        _index.Add("Mug");

        Assert.Equal(finds ? [id] : [], _index.Ids(typed));
    }

    [Fact]
    public void A_corrected_word_is_named()
    {
        _index.Add("Headphones");

        Assert.Equal([new("headfones", "headphones")], _index.Find("headfones").Corrected);
        Assert.Empty(_index.Find("headphones").Corrected);
    }

    [Fact]
    public void No_more_than_four_words_of_a_search_are_corrected()
    {
        string[] words = ["alpha", "bravo", "delta", "gamma", "kappa", "omega"];
        var id = _index.Add(string.Join(' ', words));

        var found = _index.Find("alphx bravx deltx gammx kappx omegx");
        Assert.Equal([id], found.Hits.Select(h => h.Id));
        Assert.Equal((4, "kappx omegx"), (found.Corrected.Count, string.Join(' ', found.Dropped)));
    }

    [Fact]
    public void A_typo_is_looked_for_only_where_nothing_matches_as_it_is_typed()
    {
        var pan = _index.Add("Pans");
        _index.Add("Pens");

        Assert.Equal([pan], _index.Ids("pans"));
    }

    [Theory]
    [InlineData("AB-1234/5")]
    [InlineData("ab12345")]
    [InlineData("ab 1234 5")]
    public void A_part_number_is_found_first_whatever_its_separators_are(string typed)
    {
        _index.Add($"Cover for {typed}");
        var part = _index.Add("Hinge", sku: "AB-1234/5", inStock: false);

        Assert.Equal(part, _index.Ids(typed)[0]);
        Assert.Empty(_index.Find(typed).Dropped);
    }

    [Fact]
    public void A_part_number_has_no_typos_and_is_found_by_its_beginning()
    {
        var first = _index.Add("Hinge", sku: "HX-1001");
        _index.Add("Screw", sku: "HX-2002");

        Assert.Empty(_index.Ids("HX-1003"));
        Assert.Equal([first], _index.Ids("HX-10"));
    }

    [Fact]
    public void What_is_sold_out_comes_after_what_matches_as_well()
    {
        var soldOut = _index.Add("Oak desk", inStock: false);
        var inStock = _index.Add("Desk of oak");

        Assert.Equal([inStock, soldOut], _index.Ids("oak desk"));
    }

    [Fact]
    public void Neighbours_in_the_name_and_a_whole_name_come_first()
    {
        var apart = _index.Add("Desk with lamp");
        var neighbours = _index.Add("Big desk lamp");
        var whole = _index.Add("Desk lamp");
        _index.Add("Desk");

        Assert.Equal([whole, neighbours, apart], _index.Ids("desk lamp"));
    }

    [Fact]
    public void Words_written_together_or_apart_are_the_same()
    {
        var together = _index.Add("Headphones");
        var apart = _index.Add("Head phones");

        Assert.Equal([apart, together], _index.Ids("head phones"));
        Assert.Contains(together, _index.Ids("headphones"));
        Assert.Equal([_index.Add("Coffee grinder")], _index.Ids("coffeegrinder"));
    }

    [Fact]
    public void When_nothing_has_all_words_the_least_important_is_left_out_and_named()
    {
        _index.Add("Red shirt", category: "shirts");
        var mug = _index.Add("Blue mug", category: "mugs");

        var found = _index.Find("red mug");
        Assert.Equal([mug], found.Hits.Select(h => h.Id));
        Assert.Equal(["red"], found.Dropped);
        Assert.Equal(["qqzz"], _index.Find("mug qqzz").Dropped);
        Assert.Empty(_index.Find("mug").Dropped);
    }

    [Theory]
    [InlineData("qqzzx")]
    [InlineData("qqzzx wwvvy")]
    [InlineData("...")]
    [InlineData("\"mug shirt\"")]
    public void Nonsense_finds_nothing(string typed)
    {
        _index.Add("Mug");
        _index.Add("Shirt");

        var found = _index.Find(typed);
        Assert.Equal((0, 0), (found.Total, found.Hits.Count));
    }

    [Fact]
    public void Words_without_a_meaning_are_ignored_unless_they_are_all()
    {
        var lamp = _index.Add("Desk lamp");
        var novel = _index.Add("To be");

        Assert.Equal([lamp], _index.Ids("a lamp for the desk"));
        Assert.Equal([novel], _index.Ids("to be"));
    }

    [Fact]
    public void A_phrase_must_be_there_and_an_excluded_word_must_not()
    {
        var floor = _index.Add("Lamp for the floor");
        var lamp = _index.Add("Floor lamp");
        var table = _index.Add("Table lamp");

        Assert.Equal([lamp], _index.Ids("\"floor lamp\""));
        Assert.Equal([table], _index.Ids("lamp -floor"));
        Assert.Equal([table, floor], _index.Ids("lamp -\"floor lamp\""));
        Assert.Equal([table], _index.Ids("-floor"));
    }

    [Theory]
    [InlineData("Straße", "strasse")]
    [InlineData("Café crème", "CAFE CREME")]
    [InlineData("Ὀδυσσεύς", "οδυσσευσ")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Ёлка", "елка")]
    [InlineData("Men's shoes", "mens shoe")]
    public void Spellings_that_a_customer_does_not_tell_apart_are_the_same(string name, string typed) => Assert.Equal([_index.Add(name)], _index.Ids(typed));

    [Theory]
    [InlineData("東京都の電気ポット", "電気")]
    [InlineData("東京都の電気ポット", "ポット")]
    [InlineData("北京烤鸭礼盒", "烤鸭")]
    [InlineData("무선헤드폰", "헤드폰")]
    public void A_word_inside_a_run_of_letters_is_found(string name, string typed)
    {
        _index.Add("別の物");
        Assert.Equal([_index.Add(name)], _index.Ids(typed));
    }

    [Fact]
    public void Several_languages_have_their_own_forms_of_words()
    {
        using var both = new TestIndex("en,de");
        var houses = both.Add("Häuser rot");
        var knives = both.Add("Kitchen knives");

        Assert.Equal([houses], both.Ids("haus rot"));
        Assert.Empty(both.Find("haus rot").Dropped);
        Assert.Equal([knives], both.Ids("kitchens"));
        using var english = new TestIndex();
        english.Add("Häuser rot");
        Assert.Equal(["haus"], english.Find("haus rot").Dropped);
    }

    [Fact]
    public void Synonyms_stop_words_pins_and_hidden_products_of_staff_take_effect()
    {
        var couch = _index.Add("Couch");
        var mobile = _index.Add("Mobile phone");
        var sofa = _index.Add("Sofa");
        var hidden = _index.Add("Sofa cover");
        var pinned = _index.Add("Armchair");
        _index.Index.Rules = new(
            [[["sofa"], ["couch"]], [["cell", "phone"], ["handset"]]], new HashSet<string> { "nice" },
            new Dictionary<string, PinnedProducts> { ["sofa"] = new([pinned], new HashSet<Guid> { hidden }) });

        Assert.Equal([pinned, sofa, couch], _index.Ids("Sofa"));
        Assert.Equal([couch, hidden, sofa], _index.Ids("nice couch"));
        Assert.Equal([mobile], _index.Ids("phone"));
        Assert.Equal(_index.Add("Handset"), _index.Ids("cell phone")[0]);
    }

    [Theory]
    [InlineData("walnut desk lamp")]
    [InlineData("lmap wal")]
    [InlineData("SKU1")]
    public void The_reasons_of_a_rank_add_up_to_it(string typed)
    {
        var id = _index.Add("Walnut desk lamp", description: "A lamp of walnut.", sku: "SKU1", brand: "Lampe");
        var query = new SearchQuery(SearchText.Read(typed), SearchSelection.None, null, "EUR", SearchSort.Relevance, null, 10, WithFacets: false);

        var hit = Assert.Single(_index.Index.Search(query).Hits);
        var reasons = Assert.Single(_index.Index.Explain(query, [id])).Reasons;
        Assert.Equal(hit.Rank, reasons.Sum(r => r.Weight));
    }

    [Fact]
    public void An_edit_replaces_and_a_removal_removes()
    {
        var id = _index.Add("Lamp");
        _index.Index.Write([new(id, "Mug", "", null, [], [], [], ["X1"], 1, "EUR", InStock: false)], 2);
        Assert.Equal([id], _index.Ids("lamp"));

        _index.Index.Refresh();
        Assert.Empty(_index.Ids("lamp"));
        Assert.Equal([id], _index.Ids("mug"));
        Assert.False(_index.Index.ReadStock([id, Guid.NewGuid()])[id]);

        _index.Index.Remove([id]);
        _index.Index.Refresh();
        Assert.Empty(_index.Ids("mug"));
    }

    [Fact]
    public void Products_of_an_earlier_generation_are_removed_together()
    {
        _index.Add("Old lamp");
        _index.Index.Write([new(Guid.NewGuid(), "New lamp", "", null, [], [], [], ["X1"], 1, "EUR", InStock: true)], 2);
        _index.Index.RemoveBefore(2);
        _index.Index.Refresh();

        Assert.Equal(1, _index.Find("lamp").Total);
    }
}
