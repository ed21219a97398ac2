using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Desk Lamp", "desk-lamp")]
    [InlineData("  Männer-T-Shirt, größe XL! ", "manner-t-shirt-grosse-xl")]
    [InlineData("Men's 10\u2033 Pan", "mens-10-pan")]
    [InlineData("Smørrebrød & Łódź", "smorrebrod-and-lodz")]
    [InlineData("Cafe\u0301 cr\u00e8me", "cafe-creme")]
    [InlineData("Ｌａｍｐ　２", "lamp-2")]
    [InlineData("Настольная лампа", "nastolnaia-lampa")]
    [InlineData("Йогурт Ёлка", "iogurt-elka")]
    [InlineData("Λάμπα", "lampa")]
    [InlineData("Tiếng Việt", "tieng-viet")]
    [InlineData("İstanbul ışık", "istanbul-isik")]
    [InlineData("a--b__c", "a-b-c")]
    public void A_slug_is_made_of_the_letters_and_digits_of_a_name(string name, string slug) => Assert.Equal(slug, Slug.Of(name));

    [Theory]
    [InlineData("台灯")]
    [InlineData("😀")]
    [InlineData("!")]
    public void A_name_without_such_letters_has_none(string name) => Assert.Null(Slug.Of(name));

    [Fact]
    public void A_slug_is_cut_between_words_so_that_a_number_fits_behind_it()
    {
        Assert.Equal(string.Join('-', Enumerable.Repeat("lamp", 14)), Slug.Of(string.Join(' ', Enumerable.Repeat("Lamp", 40))));
        Assert.Equal(new string('x', Slug.BaseMax), Slug.Of(new string('X', 200)));
        Assert.Equal(new string('x', Slug.BaseMax), Slug.Of(new string('X', Slug.BaseMax) + " y"));
    }

    [Theory]
    [InlineData("lamp-2", true)]
    [InlineData("", false)]
    [InlineData("-lamp", false)]
    [InlineData("lamp--2", false)]
    [InlineData("Lamp", false)]
    [InlineData("lamp\n", false)]
    [InlineData("lämp", false)]
    public void Other_texts_are_no_slugs(string text, bool isSlug) => Assert.Equal(isSlug, Slug.IsSlug(text));

    [Fact]
    public void A_slug_has_at_most_80_characters()
    {
        Assert.True(Slug.IsSlug(new string('a', 80)));
        Assert.False(Slug.IsSlug(new string('a', 81)));
    }

    [Fact]
    public void Products_of_one_request_get_different_slugs_also_where_a_name_ends_with_a_number()
    {
        (Guid, string)[] products = [(Guid.CreateVersion7(), "Lamp"), (Guid.CreateVersion7(), "Lamp 2"), (Guid.CreateVersion7(), "Lamp"), (Guid.CreateVersion7(), "Lamp")];

        var slugs = ProductSlugs.Assign(
            products, ["lamp", "lamp-2", "lamp", "lamp"], new Dictionary<string, Queue<int>> { ["lamp"] = new([1, 2, 3, 4]), ["lamp-2"] = new([1, 2]) });

        Assert.Equal(["lamp", "lamp-2", "lamp-3", "lamp-4"], slugs.Select(s => s.Slug));
    }

    [Fact]
    public void A_product_for_which_no_number_is_left_is_named_by_its_id()
    {
        var id = Guid.CreateVersion7();

        var slug = Assert.Single(ProductSlugs.Assign([(id, "Lamp")], ["lamp"], new Dictionary<string, Queue<int>>()));

        Assert.Equal(Slug.OfId(id), slug.Slug);
        Assert.True(Slug.IsSlug(slug.Slug));
    }
}
