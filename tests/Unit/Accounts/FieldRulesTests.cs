using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class FieldRulesTests
{
    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("a.d+a@sub.example.co")]
    [InlineData("O'Hara_1@xn--bcher-kva.example")]
    public void An_address_for_mail_is_accepted(string text) => Assert.True(FieldRules.IsEmail(text));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("ada@example")]
    [InlineData("ada@@example.com")]
    [InlineData("ada@example..com")]
    [InlineData(".ada@example.com")]
    [InlineData("a da@example.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example.com\n")]
    [InlineData("ada@example.com\r\nBcc: all@example.com")]
    [InlineData("аda@example.com")]
    public void What_is_no_address_for_mail_is_not(string text) => Assert.False(FieldRules.IsEmail(text));

    [Fact]
    public void An_address_for_mail_has_254_characters_at_most_and_64_before_the_at()
    {
        var domain = string.Concat(Enumerable.Repeat("abcdefghi.", 18)) + "example.com";

        Assert.True(FieldRules.IsEmail(new string('a', 62) + "@" + domain));
        Assert.False(FieldRules.IsEmail(new string('a', 63) + "@" + domain));
        Assert.True(FieldRules.IsEmail(new string('a', 64) + "@example.com"));
        Assert.False(FieldRules.IsEmail(new string('a', 65) + "@example.com"));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("A.b_c-9", true)]
    [InlineData("ab", false)]
    [InlineData("a b c", false)]
    [InlineData("ada@example", false)]
    [InlineData("abc\n", false)]
    [InlineData("äbc", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void A_username_has_3_to_40_plain_characters(string text, bool expected) => Assert.Equal(expected, FieldRules.IsUsername(text));

    [Theory]
    [InlineData(" ada@example.com ", "ada@example.com")]
    [InlineData("ada@example.com\u00a0", "ada@example.com")]
    [InlineData("ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ\u3000", "ada@example.com")]
    public void Spaces_around_a_name_and_the_width_of_its_letters_do_not_matter(string typed, string kept)
    {
        Assert.True(FieldRules.IsEmail(typed));
        Assert.Equal(kept, FieldRules.Name(typed));
    }

    [Fact]
    public void Spellings_that_differ_in_case_are_one_name() => Assert.Equal(FieldRules.Key("Ada@Example.COM"), FieldRules.Key("aDA@eXAMPLE.com"));

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData(" Ada ", "%ada%")]
    [InlineData("Jose\u0301", "%jos\u00e9%")]
    [InlineData(@"100%_\", @"%100\%\_\\%")]
    public void A_search_takes_wildcards_as_they_are(string? q, string? expected) => Assert.Equal(expected, ListCustomers.Pattern(q));
}
