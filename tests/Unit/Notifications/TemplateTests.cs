using Cartwright.Notifications;

namespace Cartwright.Unit.Notifications;

public sealed class TemplateTests
{
    static readonly Dictionary<string, string> Values = new()
    {
        ["shop"] = "Shop", ["username"] = "ada", ["number"] = "A-17", ["total"] = "EUR 12.00", ["reason"] = "Sold out.", ["payBefore"] = "1 May 2026, 10:00 UTC",
        ["expiresAt"] = "1 May 2026, 10:30 UTC", ["text"] = "We have handed your order to the carrier.", ["method"] = " We send it by this method: Express.",
        ["return"] = "CR-17", ["items"] = "2 × Lamp", ["date"] = "2026-05-31", ["refund"] = "5.90 EUR",
    };

    public static TheoryData<string> Kinds => [.. NotificationKinds.All, NotificationKinds.WithdrawalConfirmed, NotificationKinds.PasswordReset];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_text_without_gaps(string kind)
    {
        var text = Templates.Render(kind, Values);

        Assert.NotEmpty(text.Title);
        Assert.NotEmpty(text.Body);
        Assert.DoesNotContain("{{", text.Title + text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Title);
    }

    [Fact]
    public void Values_stand_where_the_template_names_them()
    {
        var text = Templates.Render("order_confirmed", Values);

        Assert.Equal("Your order A-17 is confirmed", text.Title);
        Assert.StartsWith("We received your payment of EUR 12.00.", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_value_is_an_error_and_not_a_gap() =>
        Assert.Throws<KeyNotFoundException>(() => Templates.Render("order_confirmed", new Dictionary<string, string> { ["number"] = "A-17" }));

    [Fact]
    public void A_title_stays_one_line_whatever_is_put_into_it()
    {
        var text = Templates.Render("order_shipped", new Dictionary<string, string> { ["number"] = "1\r\nBcc: everybody@example.com", ["text"] = "" });

        Assert.Equal("Your order 1 Bcc: everybody@example.com is on its way", text.Title);
    }

    [Fact]
    public void Values_are_encoded_in_html_and_left_alone_in_plain_text()
    {
        var (plain, html) = Templates.RenderMail(new Text("Hi", "<script>alert('x')</script>"), "<b>Ada</b>", "A & B");

        Assert.Contains("<script>alert('x')</script>", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ada&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("A &amp; B", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_in_a_value_stays_text()
    {
        var (plain, _) = Templates.RenderMail(new Text("Hi", "See {{name}}"), "Ada", "Shop");

        Assert.Contains("See {{name}}", plain, StringComparison.Ordinal);
    }
}
