using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class TemplateReaderTests
{
    [Theory]
    [InlineData("Order {{number}} of {{shop}}")]
    [InlineData("{{#carrier}}{{carrier}} brings {{number}}{{/carrier}}{{^carrier}}Soon{{/carrier}}")]
    [InlineData("Braces { } and {one}")]
    public void A_text_may_contain_the_placeholders_of_its_kind(string text) => Assert.Empty(Mistakes(text: text));

    [Theory]
    [InlineData("{{total}}", "There is no placeholder 'total'. The placeholders are carrier, number, partial, shop, trackingNumber, trackingUrl.")]
    [InlineData("{{#total}}x{{/total}}", "There is no placeholder 'total'.")]
    [InlineData("{{ number }}", "Write a placeholder as {{name}}")]
    [InlineData("{{number", "Write a placeholder as {{name}}")]
    [InlineData("{{number}}}}", "Write a placeholder as {{name}}")]
    [InlineData("{{#carrier}}x", "The part 'carrier' has no end")]
    [InlineData("x{{/carrier}}", "The part 'carrier' must begin")]
    [InlineData("{{#carrier}}{{#number}}x{{/number}}{{/carrier}}", "contain no other part")]
    [InlineData("{{#carrier}}x{{/number}}", "The part 'carrier' must begin")]
    [InlineData(" \n", "Write a text.")]
    [InlineData("a\u0000b", "visible characters")]
    public void A_mistake_of_a_text_is_named(string text, string expected) => Assert.Contains(expected, Assert.Single(Mistakes(text: text)), StringComparison.Ordinal);

    [Fact]
    public void Every_field_that_is_wrong_is_named() =>
        Assert.Equal(["html", "subject", "text"], Mistakes("{{a}}", "{{b}}", "<p>{{c}}</p>").Select(m => m.Split(':')[0]).Order());

    [Theory]
    [InlineData("Plain &lt;text&gt; with {{number}}")]
    [InlineData("""<h2 style="color:#222; margin:0 auto">{{number}}</h2><br><br/><hr /><img src="https://shop.example/a.png" alt="Logo" width="80">""")]
    [InlineData("""<p>See <a href="https://shop.example/?a=1&amp;b=2">the shop</a>, <a href="mailto:help@shop.example">us</a>, <a href="{{trackingUrl}}">this</a></p>""")]
    [InlineData("""<table width="100%"><tbody><tr><td colspan="2" align="left">{{#carrier}}<b>{{carrier}}</b>{{/carrier}}</td></tr></tbody></table>""")]
    public void Html_may_show_text_links_and_pictures(string html) => Assert.Empty(Mistakes(html: html));

    [Theory]
    [InlineData("<script>alert(1)</script>", "The element 'script' is not allowed")]
    [InlineData("<SCRIPT>alert(1)</SCRIPT>", "Write elements as")]
    [InlineData("<form action=\"https://a.example\"></form>", "The element 'form' is not allowed")]
    [InlineData("<iframe src=\"https://a.example\"></iframe>", "The element 'iframe' is not allowed")]
    [InlineData("<style>p{}</style>", "The element 'style' is not allowed")]
    [InlineData("<svg/onload=alert(1)>", "Write elements as")]
    [InlineData("<p onclick=\"alert(1)\">x</p>", "The attribute 'onclick' is not allowed")]
    [InlineData("<img src=\"https://a.example/x.png\" onerror=\"alert(1)\">", "The attribute 'onerror' is not allowed")]
    [InlineData("<p style=\"background:url(https://a.example)\">x</p>", "A style has letters")]
    [InlineData("<p style=\"width:expression\\28 alert\">x</p>", "A style has letters")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "The link of an element a begins with")]
    [InlineData("<a href=\" javascript:alert(1)\">x</a>", "The link of an element a begins with")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">x</a>", "The link of an element a begins with")]
    [InlineData("<a href=\"{{carrier}}\">x</a>", "The link of an element a begins with")]
    [InlineData("<a href=\"https://a.example/{{number}}\">x</a>", "The link of an element a begins with")]
    [InlineData("<p href=\"https://a.example\">x</p>", "The link of an element a begins with")]
    [InlineData("<img src=\"data:image/svg+xml,x\">", "The source of an element img begins with")]
    [InlineData("<img src=\"{{trackingUrl}}\">", "The source of an element img begins with")]
    [InlineData("<p title=\"{{number}}\">x</p>", "The attribute 'title' contains a placeholder")]
    [InlineData("<p title={{number}}>x</p>", "Write elements as")]
    [InlineData("<p title='x'>x</p>", "Write elements as")]
    [InlineData("<p {{number}}>x</p>", "Write elements as")]
    [InlineData("<!-- [if mso]> x -->", "Write elements as")]
    [InlineData("1 < 2", "Write elements as")]
    [InlineData("<p>x", "The element 'p' has no end")]
    [InlineData("x</div>", "The element 'div' ends where")]
    [InlineData("<p><b>x</p></b>", "The element 'p' ends where")]
    [InlineData("<p>{{total}}</p>", "There is no placeholder 'total'")]
    public void Html_that_runs_or_hides_something_is_refused(string html, string expected)
    {
        var mistake = Assert.Single(Mistakes(html: html));

        Assert.StartsWith("html:", mistake, StringComparison.Ordinal);
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("gsw", true)]
    [InlineData("de-AT", false)]
    [InlineData("DE", false)]
    [InlineData("d", false)]
    [InlineData("en\n", false)]
    public void A_language_is_a_primary_tag(string text, bool expected) => Assert.Equal(expected, TemplateReader.IsLanguage(text));

    static List<string> Mistakes(string subject = "Subject", string text = "Text", string? html = null)
    {
        var mistakes = new List<string>();
        TemplateReader.Read(new(subject, text, html), "order_shipped", (field, message) => mistakes.Add($"{field}: {message}"));
        return mistakes;
    }
}
