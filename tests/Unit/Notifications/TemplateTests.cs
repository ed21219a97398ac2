using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class TemplateTests
{
    static readonly TemplateSet BuiltIn = Set("en");

    public static TheoryData<string, string> Texts =>
        [.. from kind in NotificationKinds.Known from language in BuiltInTemplates.Languages select new TheoryDataRow<string, string>(kind, language)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_kind_has_a_text_without_gaps_in_every_built_in_language(string kind, string language)
    {
        var text = BuiltIn.Render(kind, language, NoticeValues.Samples(BuiltInTemplates.PlaceholdersOf(kind)));

        Assert.Equal(language, text.Language);
        Assert.NotEmpty(text.Title);
        Assert.NotEmpty(text.Body);
        Assert.DoesNotContain("{{", text.Title + text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Title);
        Assert.Null(text.Html);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_built_in_text_has_the_placeholders_of_its_kind_and_keeps_the_rules_of_staff(string kind, string language)
    {
        var template = BuiltInTemplates.Of(kind, language)!;
        var errors = new List<string>();

        Assert.Equal(
            BuiltInTemplates.PlaceholdersOf(kind).Order(), TemplateText.Names($"{template.Subject}{template.Body}").Append(NoticeValues.Shop).Distinct().Order());
        TemplateReader.Read(new(template.Subject, template.Body), kind, (field, message) => errors.Add($"{field}: {message}"));
        Assert.Empty(errors);
    }

    [Fact]
    public void There_are_built_in_texts_in_english_and_german() => Assert.Equal(["de", "en"], BuiltInTemplates.Languages);

    [Fact]
    public void Values_stand_where_the_template_names_them_and_follow_the_language()
    {
        var values = new Dictionary<string, string> { ["number"] = "A-17", ["total"] = NoticeValues.Amount(1234.5m, "EUR"), ["method"] = "Express" };

        var english = BuiltIn.Render("order_confirmed", "en", values);
        var german = BuiltIn.Render("order_confirmed", "de", values);

        Assert.Equal("Your order A-17 is confirmed", english.Title);
        Assert.StartsWith("We received your payment of EUR 1234.50. We send it by this method: Express. We tell", english.Body, StringComparison.Ordinal);
        Assert.Equal("JPY 500", LanguageFormat.Of("en").Amount(500.00m, "JPY"));
        Assert.Equal("1,234 KWD", LanguageFormat.Of("de").Amount(1.234m, "KWD"));
        Assert.Equal("Ihre Bestellung A-17 ist bestätigt", german.Title);
        Assert.StartsWith("Wir haben Ihre Zahlung von 1234,50 EUR erhalten.", german.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "1 May 2026, 10:30 UTC")]
    [InlineData("de", "1. Mai 2026, 10:30 Uhr (UTC)")]
    [InlineData("fr", "2026-05-01 10:30 UTC")]
    public void A_time_follows_the_language(string language, string expected)
    {
        var values = new Dictionary<string, string> { ["expiresAt"] = NoticeValues.Time(new(2026, 5, 1, 12, 30, 0, TimeSpan.FromHours(2))) };

        Assert.Equal(expected, TemplateSet.Render(new("s", "{{expiresAt}}"), language, values).Body);
    }

    [Fact]
    public void A_value_that_is_no_amount_and_no_time_stays_as_it_is()
    {
        var values = new Dictionary<string, string> { ["total"] = "nothing at all", ["payBefore"] = "tomorrow" };

        Assert.Equal("nothing at all, tomorrow", TemplateSet.Render(new("s", "{{total}}, {{payBefore}}"), "de", values).Body);
    }

    [Theory]
    [InlineData("{{#a}}A{{/a}}{{^a}}none{{/a}}.", "A.")]
    [InlineData("{{#b}}B{{/b}}{{^b}}none{{/b}}.", "none.")]
    [InlineData("{{#c}}C {{c}}{{/c}}{{^c}}none{{/c}}.", "none.")]
    public void A_part_appears_if_its_value_is_there(string template, string expected) =>
        Assert.Equal(expected, TemplateText.Fill(template, new Dictionary<string, string> { ["a"] = "x", ["b"] = "" }, v => v));

    [Fact]
    public void A_missing_value_is_an_error_and_not_a_gap() =>
        Assert.Throws<KeyNotFoundException>(() => BuiltIn.Render("order_confirmed", "en", new Dictionary<string, string> { ["number"] = "A-17" }));

    [Fact]
    public void A_title_stays_one_line_whatever_is_put_into_it()
    {
        var text = BuiltIn.Render("order_shipped", "en", new Dictionary<string, string> { ["number"] = "1\r\nBcc: everybody@example.com" });

        Assert.Equal("Your order 1 Bcc: everybody@example.com is on its way", text.Title);
    }

    [Fact]
    public void A_text_is_chosen_by_the_reader_then_the_shop_then_english_and_edited_before_built_in()
    {
        var templates = Set("de", ("welcome", "fr"), ("welcome", "en"), ("order_delivered", "de"));

        Assert.Equal(["de", "en", "fr"], templates.Languages);
        Assert.Equal(("welcome fr", "fr"), Chosen(templates, "welcome", "fr"));
        Assert.Equal(("welcome en", "en"), Chosen(templates, "welcome", "en"));
        Assert.Equal(("Willkommen bei {{shop}}", "de"), Chosen(templates, "welcome", null));
        Assert.Equal(("order_delivered de", "de"), Chosen(templates, "order_delivered", "fr"));
        Assert.Equal(("Your order {{number}} is delivered", "en"), Chosen(templates, "order_delivered", "en"));
        Assert.Equal(("welcome en", "en"), Chosen(Set("it", ("welcome", "en")), "welcome", "fr"));
    }

    [Fact]
    public void Values_are_encoded_in_html_and_left_alone_in_plain_text()
    {
        var (plain, html) = Letter.Around(new("Hi", "<script>alert('x')</script>", null, "en"), "<b>Ada</b>", "A & B");

        Assert.Contains("Hello <b>Ada</b>,", plain, StringComparison.Ordinal);
        Assert.Contains("<script>alert('x')</script>", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ada&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("A &amp; B", html, StringComparison.Ordinal);
        Assert.Contains("""<html lang="en">""", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_of_staff_stands_in_the_mail_as_it_is_and_its_values_are_encoded()
    {
        var template = new Template("Hi", "Hi", """<p>{{reason}} <a href="{{trackingUrl}}">Follow</a></p>""");
        var values = new Dictionary<string, string> { ["reason"] = "<i>\"", ["trackingUrl"] = "javascript:alert(1)" };

        var text = TemplateSet.Render(template, "fr", values);
        var (_, html) = Letter.Around(text, "Ada", "Shop");

        Assert.Contains("""<p>&lt;i&gt;&quot; <a href="">Follow</a></p>""", html, StringComparison.Ordinal);
        Assert.Contains("<p>Ada,</p>", html, StringComparison.Ordinal);
        Assert.Contains("""href="https://a.example/?a=1&amp;b=2">Follow""", Html("https://a.example/?a=1&b=2"), StringComparison.Ordinal);

        string Html(string link) => TemplateSet.Render(template, "fr", new Dictionary<string, string>(values) { ["trackingUrl"] = link }).Html!;
    }

    [Fact]
    public void A_placeholder_in_a_value_stays_text()
    {
        var (plain, _) = Letter.Around(new("Hi", "See {{name}} and {{#shop}}", null, "en"), "Ada", "Shop");

        Assert.Contains("See {{name}} and {{#shop}}", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_at_the_end_is_in_both_forms_of_a_mail()
    {
        var link = new Uri("https://shop.example/password/reset?token=a&b=c");

        Assert.Equal(("Text\n\nhttps://shop.example/password/reset?token=a&b=c", null), Letter.Append("Text", null, link));
        Assert.Contains(
            """<p>Text</p><p><a href="https://shop.example/password/reset?token=a&amp;b=c">""", Letter.Append("Text", "<p>Text</p>", link).Html, StringComparison.Ordinal);
    }

    static (string Subject, string Language) Chosen(TemplateSet templates, string kind, string? language)
    {
        var (template, chosen) = templates.Choose(kind, language);
        return (template.Subject, chosen);
    }

    static TemplateSet Set(string shopLanguage, params (string Kind, string Language)[] edited) => new(
        edited.ToDictionary(t => t, t => new EditedTemplate(t.Kind, t.Language, 1, new($"{t.Kind} {t.Language}", "Text"), DateTimeOffset.UnixEpoch)), shopLanguage);
}
